/**
 * What a stack shows, in `error.stack` already: the folders that Lambda has, and the frames of AWS's runtime where this
 * one's are. Where a function puts its own Error.prepareStackTrace in this one's place, it sees this machine.
 */
import { asOnLambda, isModern, own, toldBySourceMap } from './places.mjs'

const { prepareStackTrace: nodes } = Error

const at = (name, place) => `${name} (file:///var/runtime/index.mjs:${place})`
const start = [
  at('async UserFunction.js.module.exports.load', '1235:21'),
  at('async start', '1454:23'),
  'async file:///var/runtime/index.mjs:1464:1',
]
const importing = (column) => [
  at('async _tryAwaitImport', '1098:16'),
  at('async _tryRequire', `1156:${column}`),
  at('async _loadUserApp', '1186:16'),
  ...start,
]

/**
 * By the function of this runtime that stands there; as in public logs of nodejs18.x to nodejs22.x since November 2025 (39892714347,
 * 55436207278, 61759410171, 65733723142, 67618978150). Beside them: two lines of `_tryRequire…` and brokenSyntax, as far away as in 2024.
 */
const classic = {
  handleOnceNonStreaming: [at('Runtime.handleOnceNonStreaming', '1306:29')],
  requireFile: [
    at('_tryRequireFile', '1092:37'),
    at('_tryRequire', '1151:25'),
    at('_loadUserApp', '1186:22'),
    ...start,
  ],
  importModule: importing(86),
  importScript: importing(37),
  missingModule: [at('_loadUserApp', '1192:17'), ...start],
  brokenSyntax: [at('_loadUserApp', '1189:17'), ...start],
  splitHandler: [at('_splitHandlerString', '1080:15'), ...start],
  loadHandler: [at('UserFunction.js.module.exports.load', '1238:15'), ...start.slice(1)],
  onRejection: [at('process.<anonymous>', '1448:17')],
}

const ignition = at('async ignition', '1633:21')

/** As in issue 175 of aws/aws-lambda-nodejs-runtime-interface-client. */
const modern = {
  // Public log 56698515926.
  missingModule: [
    at('loadModule', '573:13'),
    at('async UserFunctionLoader.load', '504:20'),
    at('async createRuntime', '1217:52'),
    ignition,
  ],
  // EthicalSource/hippocratic-license-3#94, January 2026.
  judgeCallback: [at('errorOnDeprecatedCallback', '613:11'), at('createRuntime', '1218:5'), ignition],
  processInvoke: [
    at('BufferedInvokeProcessor.processInvoke', '1096:33'),
    'file:///var/runtime/index.mjs:1182:98',
    at('InvokeStoreSingle.run', '84:14'),
    at('_Runtime.runWithInvokeContext', '1195:24'),
    at('async _Runtime.processSingleConcurrent', '1182:7'),
    at('async _Runtime.start', '1169:7'),
    at('async ignition', '1638:5'),
  ],
}

const tails = isModern ? modern : classic

/** After an `await` in the handler nothing but its caller is left of the modern runtime's frames. */
const afterAwait = [at('async BufferedInvokeProcessor.processInvoke', '1096:22')]

function tailOf(site) {
  const name = site.getFunctionName()
  if (name === 'processInvoke' && site.isAsync()) return afterAwait
  return tails[name] ?? []
}

/** Node marks its own errors by a symbol: on themselves up to Node 18, on their prototype since. */
const isNodes = (error) =>
  error !== null &&
  (Object.getOwnPropertySymbols(error).some(({ description }) => description === 'kIsNodeError') ||
    isNodes(Object.getPrototypeOf(error)))

/** Node writes the code of its own errors behind their name. */
function header(error) {
  try {
    return typeof error.code === 'string' && isNodes(error)
      ? `${error.name} [${error.code}]: ${error.message}`
      : Error.prototype.toString.call(error)
  } catch {
    return '<error>' // a getter threw; V8 says the same
  }
}

const isOwn = (site) => Boolean(site.getFileName()?.startsWith(own))

const isFunctions = (file) => Boolean(file) && !file.startsWith(own) && !file.startsWith('node:')

/**
 * Where a handler calls the runtime and that fails, the handler's line is shown: what AWS has above it is known by name
 * only.
 */
function withoutTop(sites) {
  const from = sites.findIndex((site) => isFunctions(site.getFileName()))
  const top = from < 0 ? sites : sites.slice(0, from)
  return top.some(isOwn) && top.every((site) => tailOf(site).length === 0) ? sites.slice(top.length) : sites
}

function framesOf(all) {
  const sites = withoutTop(all)
  const mine = sites.findIndex(isOwn)
  if (mine < 0) return mapped(sites)
  // Node calls that one, and its frames stay below it.
  const below = sites[mine].getFunctionName() === 'onRejection' ? sites.slice(mine + 1) : []
  return [...mapped(sites.slice(0, mine)), ...tailOf(sites[mine]), ...below].slice(0, Error.stackTraceLimit)
}

const separator = '\n    at '

/** With `--enable-source-maps` a frame is in the file that it was written in (public log 2664117780), as Node itself finds it. */
function mapped(sites) {
  if (!process.sourceMapsEnabled || nodes === undefined) return sites
  const texts = nodes({}, sites).split(separator).slice(1)
  return sites.map((site, index) => (texts[index] === String(site) ? site : toldBySourceMap(texts[index])))
}

const prepareStackTrace = (error, sites) =>
  [header(error), ...framesOf(sites).map((frame) => asOnLambda(String(frame)))].join(separator)

export function showLambdasStacks() {
  Object.defineProperty(Error, 'prepareStackTrace', {
    value: prepareStackTrace,
    configurable: true,
    writable: true,
  })
}
