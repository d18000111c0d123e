import { texts } from '../../i18n/index.ts'
import { awsCalls, type Case, type Explanation, type Recogniser } from './case.ts'
import { lineOf, lineOfCall, lineOfImport, lineWith, literally } from './script.ts'
import { findUnawaited } from './unawaited.ts'

/** Mistakes that show in how the script ended or whom it asked, whatever the step. */

const typeError: Recogniser = ({ typeErrors }) => {
  if (typeErrors === '') return undefined
  const line = Number(/\.ts[:(](\d+)/.exec(typeErrors)?.[1])
  return { id: 'type-error', detail: typeErrors, line: line || undefined }
}

/** A package that is not installed, as beginners find them in older or other examples. */
const otherPackage: Recogniser = ({ evidence: { run }, script, typeErrors }) => {
  const missing = /Cannot find module '([^.'][^']*)' or its/.exec(typeErrors)?.[1]
  const old = run.stderr.includes('require is not defined') && lineWith(script, /\brequire\(['"]aws-sdk\b/)
  const name = missing ?? (old ? 'aws-sdk' : undefined)
  return name === undefined
    ? undefined
    : { id: 'other-package', detail: name, line: lineOfImport(script, name) }
}

const timeout: Recogniser = ({ evidence: { run }, script }) =>
  run.end.kind === 'timeout'
    ? {
        id: 'script-timeout',
        detail: String(run.end.seconds),
        line: lineWith(script, /\b(while|for)\s*\(|setInterval|setTimeout|createServer|waitUntil/),
      }
    : undefined

/** guard.mjs refuses what is not this machine and names the host. */
const notLocal: Recogniser = ({ evidence: { run }, script }) => {
  const host = /WORKSHOP_NOT_LOCAL (\S+)/.exec(run.stderr)?.[1]?.replace(/['",;]+$/, '')
  if (host === undefined) return undefined
  if (/execute-api/.test(host))
    return {
      id: 'url-form',
      detail: `https://${host}`,
      line: lineOf(script, 'execute-api') ?? lineOf(script, 'fetch('),
    }
  return { id: 'wrong-endpoint', detail: host, line: lineWith(script, /endpoint/) ?? lineOf(script, host) }
}

/** Nobody listens at the address that the script has made up. */
const nobodyThere: Recogniser = ({ evidence: { run }, script }) => {
  const address = /ECONNREFUSED ([\w.:[\]]+:\d+)/.exec(run.stderr)?.[1]
  if (address === undefined) return undefined
  const port = address.split(':').at(-1) ?? ''
  const line = lineOf(script, `:${port}`)
  return line === undefined ? undefined : { id: 'wrong-endpoint', detail: address, line }
}

const wrongRegion: Recogniser = ({ evidence, script }) => {
  const call = awsCalls(evidence).find(
    ({ target: { region } }) => region !== '' && region !== evidence.identity.region,
  )
  return call && { id: 'wrong-region', detail: call.target.region, line: lineOf(script, call.target.region) }
}

const wrongAccount: Recogniser = ({ evidence, script }) => {
  const call = awsCalls(evidence).find(
    ({ target: { account } }) => account !== '' && account !== evidence.identity.account,
  )
  return (
    call && {
      id: 'wrong-account',
      detail: call.target.account,
      line: lineWith(script, /accessKeyId|credentials/),
    }
  )
}

/** Read from the script: calls that run into each other look alike, whatever made them. */
const missingAwait: Recogniser = ({ script, typeErrors }) => {
  if (typeErrors !== '' && !typeErrors.includes('Promise<')) return undefined // something else is wrong before it
  const line = findUnawaited(script)
  return line === undefined ? undefined : { id: 'missing-await', line }
}

/** The script was gone before AWS had answered, or before anything was sent. */
const leftEarly: Recogniser = ({ evidence, script }) => {
  const { end } = evidence.run
  const [call, exit] = [lineWith(script, /\.send\(|\bfetch\(|\bpaginate/), lineOf(script, 'process.exit(')]
  const isCallFirst = call !== undefined && exit !== undefined && call < exit
  if (isCallFirst && evidence.calls.length === 0 && end.kind === 'exit' && end.code === 0)
    return { id: 'missing-await', line: call }
  const lost = awsCalls(evidence).find(({ answer }) => !answer)
  return lost && evidence.run.end.kind === 'exit'
    ? { id: 'missing-await', line: lineOfCall(script, lost.target.operation) ?? lineOf(script, 'fetch(') }
    : undefined
}

/** The SDK misses what goes into a call's path, and its error does not say where; the name's first line is where it comes from. */
const missingValue: Recogniser = ({ evidence: { run }, script }) => {
  const label = /(?:No|Empty) value provided for input HTTP label: (\w+)/.exec(run.stderr)?.[1]
  return label === undefined
    ? undefined
    : { id: 'missing-value', detail: label, line: lineWith(script, new RegExp(`\\b${label}\\b`)) }
}

/** A text of the toolbox that names a thing, as a pattern that finds the name. */
const naming = (text: (name: string) => string) => new RegExp(literally(text('\0')).replace('\0', '(.+?)'))

/** findRestApi and findResource of the toolbox looked for a name that is not there. */
const notFound: Recogniser = ({ evidence: { run, inventory }, script }) => {
  const api = naming(texts.toolbox.noApi).exec(run.stderr)?.[1]
  const path = naming(texts.toolbox.noResource).exec(run.stderr)?.[1]
  const asked = api ?? path
  if (asked === undefined) return undefined
  const there =
    api === undefined
      ? inventory.apis.flatMap(({ resources }) => resources.map((resource) => resource.path))
      : inventory.apis.map(({ name }) => name)
  return {
    id: 'wrong-name',
    detail: texts.facts.notAmong(asked, [...there].sort().join(', ')),
    line: lineOf(script, asked),
  }
}

/** The error that Node prints last, and the line of the script in its stack. */
function crash({ evidence: { run }, script }: Case): Explanation | undefined {
  if (run.end.kind === 'timeout' || (run.end.kind === 'exit' && run.end.code === 0)) return undefined
  const lines = run.stderr.split('\n')
  const message =
    lines.find((line) => /^\w*(Error|Exception)\b/.test(line)) ??
    lines.find((line) => line.trim() !== '') ??
    ''
  const place = new RegExp(`${script.file.replaceAll('.', '\\.')}:(\\d+)`).exec(
    run.stderr.replaceAll('\\', '/'),
  )
  const detail = run.end.kind === 'signal' ? run.end.signal : message || texts.facts.exit(run.end.code)
  const line = place ? Number(place[1]) : lineWith(script, /process\.(exit|kill|abort)|\bthrow\b/)
  return { id: 'script-crashed', detail, line }
}

/** Before AWS's refusals are read. */
export const scriptCauses: readonly Recogniser[] = [
  missingAwait,
  otherPackage,
  typeError,
  notLocal,
  nobodyThere,
  wrongRegion,
  wrongAccount,
]

/** After them. */
export const endCauses: readonly Recogniser[] = [timeout, leftEarly, notFound, missingValue, crash]
