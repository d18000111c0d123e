import { fileURLToPath } from 'node:url'
import type { Runner } from '../runtimes.ts'
import { pythonOf, sdkFor } from './pythons.ts'

/** What an execution environment runs. */
export interface Program {
  readonly command: string
  readonly args: readonly string[]
  /** Whether jobs may be sent while one runs, and be called back. */
  readonly readsAhead: boolean
}

const forNode = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url))
const forPython = fileURLToPath(new URL('./bootstrap.py', import.meta.url))
/** Undefined where this machine runs no such function. */
export function programOf(runner: Runner, memoryMb: number): Program | undefined {
  switch (runner.kind) {
    case 'node':
      return {
        command: process.execPath,
        args: [...runner.flags, `--max-old-space-size=${memoryMb}`, forNode],
        readsAhead: true,
      }
    case 'python': {
      const command = pythonOf(runner.version)
      // No packages of this machine, in whatever folders it has them, and no new files in the function's folder.
      return { command, args: ['-S', '-B', forPython, ...sdkFor(command)], readsAhead: false }
    }
    case 'none':
      return undefined
  }
}
