/** Finds and loads a handler `folder/file.export`, in the order and with the errors of Lambda's own runtime. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { asOnLambda, named } from './errors.mjs'

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

const load = (file) => ({
  commonJs: () => require(file),
  module: () => import(pathToFileURL(file).href),
})

async function loadModule(root, folder, name) {
  const path = resolve(root, folder, name)
  const js = isModule(dirname(path), root) ? 'module' : 'commonJs'
  const candidates = [
    ['', 'commonJs'],
    ['.js', js],
    ['.mjs', 'module'],
    ['.cjs', 'commonJs'],
  ]
  for (const [extension, way] of candidates)
    if (existsSync(path + extension)) return load(path + extension)[way]()
  return require(require.resolve(name, { paths: [root, join(root, folder)] }))
}

async function loadUserModule(root, folder, name) {
  try {
    return await loadModule(root, folder, name)
  } catch (error) {
    const wrapper =
      error instanceof SyntaxError
        ? 'Runtime.UserCodeSyntaxError'
        : error?.code === 'MODULE_NOT_FOUND' && 'Runtime.ImportModuleError'
    if (!wrapper) throw error
    const wrapped = named(wrapper, String(error))
    if (error instanceof SyntaxError) wrapped.stack = error.stack
    throw wrapped
  }
}

export async function loadHandler(root, handler) {
  if (handler.includes('..'))
    throw named(
      'Runtime.MalformedHandlerName',
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    )
  const last = basename(handler)
  const [, name, path] = /^([^.]*)\.(.*)$/.exec(last) ?? []
  if (name === undefined) throw named('Runtime.MalformedHandlerName', 'Bad handler')
  const loaded = await loadUserModule(root, handler.slice(0, handler.indexOf(last)), name)
  const found = path.split('.').reduce((value, key) => value?.[key], loaded)
  if (!found) throw named('Runtime.HandlerNotFound', `${handler} is undefined or not exported`)
  if (typeof found !== 'function') throw named('Runtime.HandlerNotFound', `${handler} is not a function`)
  if (found.length >= 3 && hasNoCallbacks())
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    )
  return found
}

/** Since nodejs24.x a handler is asynchronous or returns its answer. */
function hasNoCallbacks() {
  const version = /nodejs(\d+)\.x$/.exec(process.env.AWS_EXECUTION_ENV)?.[1]
  return Number(version) >= 24
}
