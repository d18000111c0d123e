import { EnvironmentError, UsageError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { isSystemError, type SystemError } from '../systemError.ts'
import { outliveReaders } from './process.ts'
import { exitCodes } from './words.ts'

/** A command: its words in, its exit code out. */
export type Command = (words: readonly string[]) => Promise<number>

/** Loaded when it is called: a command pays only for what it uses. */
const commands: Readonly<Record<string, () => Promise<{ readonly run: Command }>>> = {
  start: () => import('./overview.ts'),
  step: () => import('./step.ts'),
  check: () => import('./check.ts'),
  list: () => import('./list.ts'),
  hint: () => import('./hint.ts'),
  reset: () => import('./reset.ts'),
  cloud: () => import('./cloud.ts'),
  bench: () => import('./bench.ts'),
  verify: () => import('./verify.ts'),
}

/** The system's errors that a person can do something about. */
function explainSystemError(error: SystemError): string {
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error.code ?? ''))
    return texts.commands.notWritable(error.path ?? '.workshop')
  return texts.commands.failed(error.message)
}

function explain(error: unknown): { readonly text: string; readonly code: number } {
  if (error instanceof UsageError) return { text: error.message, code: exitCodes.usage }
  if (error instanceof EnvironmentError) return { text: error.message, code: exitCodes.error }
  if (isSystemError(error)) return { text: explainSystemError(error), code: exitCodes.error }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: texts.commands.failed(text), code: exitCodes.error }
}

/** Runs a command; every way to fail ends in a line on stderr and an exit code. */
export async function main([name = 'start', ...words]: readonly string[]): Promise<number> {
  outliveReaders()
  try {
    const load = commands[name]
    if (!load) throw new UsageError([texts.commands.badCommand(name), ...texts.commands.usage].join('\n'))
    const { run } = await load()
    return await run(words)
  } catch (error) {
    const { text, code } = explain(error)
    console.error(text)
    return code
  }
}
