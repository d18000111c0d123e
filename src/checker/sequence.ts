import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Identity } from '../cloud/cloud.ts'
import { scriptEnvironment } from '../cloud/environment.ts'
import { tsx } from './script.ts'

export interface Sequence {
  /** Runs one script to its end; throws with its stack where it breaks off. */
  run(file: string): Promise<void>
  close(): void
}

interface Done {
  readonly file: string
  readonly error?: string
}

/** One process for the scripts that make the state a step starts from. They are the repo's own and not judged. */
export function startSequence(endpoint: string, identity: Identity): Sequence {
  let child: ChildProcess | undefined
  const start = () =>
    fork(join(import.meta.dirname, 'sequence.mjs'), {
      env: scriptEnvironment(endpoint, identity),
      execArgv: ['--import', tsx],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  return {
    async run(file) {
      child ??= start()
      const error = await ask(child, pathToFileURL(file).href)
      if (error !== undefined) throw new Error(`${file}: ${error}`)
    },
    close: () => child?.kill(),
  }
}

/** Undefined when the script ran to its end, else why it did not. */
function ask(child: ChildProcess, file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const answered = (message: Done) => {
      child.off('exit', ended)
      resolve(message.error)
    }
    const ended = (code: number | null) => {
      child.off('message', answered)
      resolve(`exit code ${code}`)
    }
    child.once('message', answered)
    child.once('exit', ended)
    child.send({ file })
  })
}
