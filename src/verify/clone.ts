import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from '../checker/model.ts'
import { root } from '../steps.ts'

const notCloned = ['node_modules', '.git', '.workshop', 'coverage']

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A learner's copy of the repo, in a path with a space and a Korean letter, with the real command line. */
export interface Clone {
  readonly folder: string
  run(words: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>
  /** A command that goes on; end it by yourself or leave it to `remove`. */
  start(words: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess
  /** The report of `check … json=FILE`. */
  report(
    words: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<Report & { readonly code: number | null }>
  read(file: string): string
  write(file: string, text: string): void
  /** Makes the learner's script of a step from its solution. */
  solve(step: number, change?: (solution: string) => string): void
  /** `steps/08-proxy-off/index.ts` */
  script(step: number): string
  remove(): Promise<void>
}

export function makeClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), '게이트웨이 101 '))
  for (const name of readdirSync(root))
    if (!notCloned.includes(name)) cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const names = readdirSync(join(folder, 'solutions')).sort()
  const nameOf = (step: number) => names[step - 1] ?? ''
  const children = new Set<ChildProcess>()

  const start: Clone['start'] = (words, env = {}) => {
    const child = spawn(process.execPath, [join(folder, 'src', 'cli', 'start.mjs'), ...words], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }

  const run: Clone['run'] = async (words, env) => {
    const child = start(words, env)
    const text = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
        text[stream] += chunk
      })
    const [code]: [number | null] = await new Promise((resolve) =>
      child.once('close', (...ended: [number | null]) => resolve(ended)),
    )
    return { code, ...text }
  }

  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
  const script = (step: number) => `steps/${nameOf(step)}/index.ts`
  let reports = 0

  return {
    folder,
    start,
    run,
    read,
    write,
    script,
    async report(words, env) {
      const file = `report-${++reports}.json`
      const { code, stderr } = await run(['check', ...words, `json=${join(folder, file)}`], env)
      if (code === null || code > 2) throw new Error(stderr)
      return { ...(JSON.parse(read(file)) as Report), code }
    },
    solve(step, change = (solution) => solution) {
      const solution = read(`solutions/${nameOf(step)}/index.ts`)
      write(script(step), change(solution))
    },
    async remove() {
      await Promise.all([...children].map((child) => child.kill('SIGKILL') && once(child, 'exit')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
