import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { remember } from '../../remember.ts'
import type { Configuration } from '../records.ts'
import { inheritedVariables } from './variables.ts'

/** What an execution environment runs. */
export interface Program {
  readonly command: string
  readonly args: readonly string[]
  /** Whether jobs may be sent while one runs, and be called back. */
  readonly readsAhead: boolean
  /** By which what it starts is found. */
  readonly mark?: string
}

/** The command that runs Python here, of some version. */
export const python = process.platform === 'win32' ? 'python' : 'python3'

/** Where pyenv and uv keep several Pythons side by side: `3.12.1`, `cpython-3.12.1-linux-x86_64-gnu`. */
const homes = () => [
  join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions'),
  join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'uv', 'python'),
]

const kept = (version: string): readonly string[] =>
  homes()
    .filter((home) => existsSync(home))
    .flatMap((home) => readdirSync(home).map((name) => [home, name] as const))
    .filter(([, name]) => name.replace('cpython-', '').startsWith(`${version}.`))
    .map(([home, name]) => join(home, name, 'bin', `python${version}`))

/** The command may be one that is not there, or that only says what to install. */
const runs = (command: string) =>
  spawnSync(command, ['-c', ''], { env: inheritedVariables(), stdio: 'ignore' }).status === 0

/** The command for a version, `3.12`: of that version where it is installed, else of another; undefined where there is none. */
const pythonOf = remember((version) => [`python${version}`, ...kept(version), python].find(runs))

/** Its folder, '' where there is none, and the oldest Python that it runs on: 10 for 3.10. */
const findSdk = remember((command) => {
  const ask = `import importlib.util as u, os; s = u.find_spec("boto3"); print(os.path.dirname(os.path.dirname(s.origin)) if s else "")
import importlib.metadata as m; print(m.metadata("boto3")["Requires-Python"])`
  const { stdout } = spawnSync(command, ['-s', '-c', ask], { env: inheritedVariables(), encoding: 'utf8' })
  const [folder = '', wanted = ''] = (stdout ?? '').split(/\r?\n/)
  return { folder: folder.trim(), oldest: Number(/>= *3\.(\d+)/.exec(wanted)?.[1] ?? 0) }
})

/**
 * Where a Python finds the AWS SDK, which Lambda's has: among its own packages, of which it sees no other, else with the
 * machine's usual one. None where that lacks it too, or has one that does not run on this version.
 */
function sdkFor(command: string, version: string): readonly string[] {
  const own = findSdk(command)
  if (own.folder !== '') return [own.folder]
  const lent = findSdk(python)
  return lent.folder !== '' && lent.oldest <= Number(version.replace('3.', '')) ? [lent.folder] : []
}

const forNode = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url))
const forPython = fileURLToPath(new URL('./bootstrap.py', import.meta.url))

/**
 * What Lambda switches off in its runtimes, by version: to take a `.js` file that is no CommonJS for a module, and to
 * `require` one. NODE_OPTIONS can switch it on (developer guide, lambda-nodejs; nestjs/nest#17707 for nodejs24.x). Before
 * nodejs20.x Node had neither.
 */
const switchedOff: readonly (readonly [string, (version: number) => boolean])[] = [
  ['experimental-detect-module', (version) => version < 20 || version === 22],
  ['experimental-require-module', (version) => version <= 24],
]

/** Node takes quotes, and `_` for `-`. */
const spelled = (options: string) => options.replaceAll('"', '').replaceAll('_', '-').split(/\s+/)

const flagsOf = (version: number, options = '') =>
  switchedOff
    .filter(([feature, isOff]) => isOff(version) && !spelled(options).includes(`--${feature}`))
    .map(([feature]) => `--no-${feature}`)
    .filter((flag) => process.allowedNodeEnvironmentFlags.has(flag))

/** AWS's own script says how large the heap may be, unless NODE_OPTIONS does (quoted by dev.to/wonderfulsoap, February 2026). */
const heapOf = (memorySize: number, options = '') =>
  /--max-(semi|old)-space-size/.test(spelled(options).join(' ')) ? [] : [`--max-old-space-size=${memorySize}`]

/** In the words of AWS's own script (obscurelyme/jeeves has a copy). What lies in /var/task there lies in the code's folder here. */
const runWrapper = `
case $0 in /var/task/*) file=$LAMBDA_TASK_ROOT\${0#/var/task} ;; *) file=$0 ;; esac
if [ ! -f "$file" ]; then echo "$0: does not exist"; exit 127; fi
if [ ! -x "$file" ]; then echo "$0: is not an executable"; exit 126; fi
exec "$file" "$@"`

/**
 * A function may name a script that starts the runtime, whose command is its arguments (developer guide, runtimes-modify). Its
 * last one is the runtime's file, before which scripts put options of their own.
 */
function wrapped(program: Program, wrapper: string | undefined): Program {
  if (!wrapper || process.platform === 'win32') return program
  return {
    ...program,
    command: '/bin/sh',
    args: ['-c', runWrapper, wrapper, program.command, ...program.args],
  }
}

/** Undefined where this machine runs no such function. */
export function programOf({ Runtime, MemorySize, Environment }: Configuration): Program | undefined {
  const wrapper = Environment?.Variables?.AWS_LAMBDA_EXEC_WRAPPER
  const [, nodeVersion, pythonVersion] = /^(?:nodejs(\d+)\.x|python(3\.\d+))$/.exec(Runtime) ?? []
  if (nodeVersion !== undefined) {
    const options = Environment?.Variables?.NODE_OPTIONS
    const args = [...flagsOf(Number(nodeVersion), options), ...heapOf(MemorySize, options), forNode]
    return wrapped({ command: process.execPath, args, readsAhead: true }, wrapper)
  }
  if (pythonVersion === undefined) return undefined
  const command = pythonOf(pythonVersion)
  if (command === undefined) return undefined
  const sdk = sdkFor(command, pythonVersion).flatMap((folder) => ['-X', `sdk=${folder}`])
  // No packages of this machine, in whatever folders it has them, and no new files in the function's folder.
  return wrapped({ command, args: ['-S', '-B', ...sdk, forPython], readsAhead: false }, wrapper)
}
