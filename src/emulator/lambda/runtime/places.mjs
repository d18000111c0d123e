/** Which of AWS's runtimes this one stands for, and where things are: here, and on Lambda. */
import { realpathSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const version = /nodejs(\d+)\.x$/.exec(process.env.AWS_EXECUTION_ENV)?.[1]

/**
 * AWS has two runtimes for Node.js, both public in aws-lambda-nodejs-runtime-interface-client: the one at da5777a
 * (RIC3) up to nodejs22.x, the one at 90b5b5b (RIC4) since nodejs24.x, without callbacks.
 */
export const isModern = Number(version) >= 24

const root = process.env.LAMBDA_TASK_ROOT
const ownFolder = dirname(fileURLToPath(import.meta.url))

/** How the names of this runtime's files begin in a stack. */
export const own = pathToFileURL(ownFolder).href

/** Where the packages of the SDK lie, to which the function's own parent folder has a link (taskFolders.ts). */
const packages = dirname(realpathSync(join(root, '..', 'node_modules', '@aws-sdk')))
const sdk = '/var/runtime/node_modules/@aws-sdk'

/** The folders of this machine, as plain paths and as URLs, and what Lambda calls them. */
const places = [
  [pathToFileURL(root).href, 'file:///var/task'],
  [root, '/var/task'],
  [own, 'file:///var/runtime'],
  [ownFolder, '/var/runtime'],
  [pathToFileURL(join(packages, '@aws-sdk')).href, `file://${sdk}`],
  [join(packages, '@aws-sdk'), sdk],
  [pathToFileURL(join(packages, '@smithy')).href, `file://${sdk}/node_modules/@smithy`],
  [join(packages, '@smithy'), `${sdk}/node_modules/@smithy`],
]

/** What follows a folder in a path, with slashes on every system; this runtime's files all stand for AWS's one. */
function moved(rest, folder) {
  return folder.endsWith('/var/runtime') ? '/index.mjs' : rest.replaceAll(sep, '/')
}

/** Text with the paths that it would have on Lambda. */
export function asOnLambda(text) {
  let result = text
  for (const [here, there] of places) {
    const parts = result.split(here)
    result = parts[0]
    for (const part of parts.slice(1)) {
      const [rest] = /^[^\s:)'"?]*/.exec(part)
      result += there + moved(rest, there) + part.slice(rest.length)
    }
  }
  return result
}

/** A frame whose file a source map tells, seen from the function's folder: it may lie above that. */
export const toldBySourceMap = (frame) =>
  frame.replace(
    /\((\/.+)(:\d+:\d+\))$/,
    (_, path, place) => `(${posix.join('/var/task', relative(root, path).replaceAll(sep, '/'))}${place}`,
  )
