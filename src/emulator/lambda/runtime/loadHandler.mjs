/** Finds and loads a handler `folder/file.export`, in the order and with the errors of Lambda's own runtime. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { named } from './errors.mjs'
import { asOnLambda, isModern } from './places.mjs'
import { isStreaming } from './streaming.mjs'

const require = createRequire(import.meta.url)

/** The type of the nearest package.json; none beyond the function's folder, nor out of a node_modules. */
function isModule(folder, root) {
  if (basename(folder) === 'node_modules') return false
  const file = join(folder, 'package.json')
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')).type === 'module'
    } catch (error) {
      console.warn(
        `${asOnLambda(file)} cannot be read, it will be ignored for ES module detection purposes.`,
        error,
      )
      return false
    }
  }
  return folder === root || folder === dirname(folder) ? false : isModule(dirname(folder), root)
}

// Stacks name these three: see stacks.mjs.
const requireFile = (file) => require(file)
const importModule = async (file) => await import(pathToFileURL(file).href)
const importScript = async (file) => await import(pathToFileURL(file).href)

/** Since nodejs24.x Node itself decides what a file is. */
const waysOf = (path, root) =>
  isModern
    ? ['', '.js', '.mjs', '.cjs'].map((extension) => [extension, importModule])
    : [
        ['', requireFile],
        ['.js', isModule(dirname(path), root) ? importScript : requireFile],
        ['.mjs', importModule],
        ['.cjs', requireFile],
      ]

async function loadModule(root, folder, name) {
  const path = resolve(root, folder, name)
  for (const [extension, load] of waysOf(path, root))
    if (existsSync(path + extension)) return load(path + extension)
  return require(require.resolve(name, { paths: [root, join(root, folder)] }))
}

// Stacks name these two as well.
const missingModule = (error) => named('Runtime.ImportModuleError', String(error))
const brokenSyntax = (error) => named('Runtime.UserCodeSyntaxError', String(error))

/** RIC3 asks whatever was thrown, also `null`, which throws; RIC4 asks an error. */
const codeOf = (error) => (isModern && !(error instanceof Error) ? undefined : error.code)

async function loadUserModule(root, folder, name) {
  try {
    return await loadModule(root, folder, name)
  } catch (error) {
    if (error instanceof SyntaxError)
      // Since nodejs24.x the place of the error is told.
      throw Object.assign(brokenSyntax(error), isModern ? { stack: error.stack } : {})
    throw codeOf(error) === 'MODULE_NOT_FOUND' ? missingModule(error) : error
  }
}

/** RIC4 looks into objects only: a class or a function has no handlers (handler-resolver.ts). */
const looksInto = (value) => (isModern ? typeof value === 'object' && value !== null : Boolean(value))

const find = (path, loaded) =>
  path.split('.').reduce((value, key) => (looksInto(value) ? value[key] : undefined), loaded)

/** Up to nodejs22.x a callback is taken, and warned of: conditions of RIC3, text of December 2025 (opentelemetry-js-contrib#3314). */
function judgeCallback(handler) {
  const { length } = handler
  if (isStreaming(handler)) return
  if (isModern && length >= 3)
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    )
  const isSilent = process.env.AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING !== undefined
  if (length === 3 && !isSilent && handler.constructor?.name !== 'AsyncFunction')
    console.warn(
      'WARN: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You will need to modify this function to use a supported handler signature when upgrading to Node.js 24 or later. To disable this warning, set the AWS_LAMBDA_NODEJS_DISABLE_CALLBACK_WARNING environment variable. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    )
}

/** The file's name and the path in it. */
function splitHandler(last) {
  const [, name, path] = /^([^.]*)\.(.*)$/.exec(last) ?? []
  if (name === undefined) throw named('Runtime.MalformedHandlerName', 'Bad handler')
  return [name, path]
}

export async function loadHandler(root, handler) {
  if (handler.includes('..'))
    throw named(
      'Runtime.MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    )
  const last = basename(handler)
  const [name, path] = splitHandler(last)
  // The folder may be given as Lambda has it.
  const folder = handler.slice(0, handler.indexOf(last)).replace(/^\/var\/task(?=\/)/, () => root)
  const loaded = await loadUserModule(root, folder, name)
  const found = find(path, loaded) || (isModern && find(path, loaded?.default))
  if (!found) throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`)
  if (typeof found !== 'function') throw named('Runtime.HandlerNotFound', `${handler} is not a function`)
  judgeCallback(found)
  return found
}
