import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { remember } from '../../remember.ts'
import { inheritedVariables } from './variables.ts'

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

/** The command for a version, `3.12`: of that version where it is installed, else of another. */
export const pythonOf = remember((version) => {
  const named = `python${version}`
  return runs(named) ? named : (kept(version).find(runs) ?? python)
})

const folderOfSdk = remember((command) => {
  const ask =
    'import importlib.util as u, os; s = u.find_spec("boto3"); print(os.path.dirname(os.path.dirname(s.origin)) if s else "")'
  const { stdout } = spawnSync(command, ['-s', '-c', ask], { env: inheritedVariables(), encoding: 'utf8' })
  return stdout?.trim() ?? ''
})

/**
 * Where a Python finds the AWS SDK, which Lambda's has: among its own packages, of which it sees no other, else with the
 * machine's usual one. None where that lacks it too.
 */
export const sdkFor = (command: string): readonly string[] =>
  [command, python]
    .map(folderOfSdk)
    .filter((folder) => folder !== '')
    .slice(0, 1)
