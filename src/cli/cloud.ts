import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { serveLearnerCloud } from '../cloud/learnerCloud.ts'
import { startEmulator } from '../emulator/index.ts'
import { EnvironmentError, UsageError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { isSystemError } from '../systemError.ts'
import { notices } from './notices.ts'
import { onInterrupt } from './process.ts'
import { exitCodes } from './words.ts'

interface CloudWords {
  readonly port: number
  readonly memory: boolean
}

function readWords(words: readonly string[]): CloudWords {
  let port = 0
  let memory = false
  for (const word of words) {
    if (word === 'memory') memory = true
    else if (/^\d+$/.test(word) && Number(word) <= 65_535) port = Number(word)
    else throw new UsageError(texts.commands.badPort(word))
  }
  return { port, memory }
}

async function open({ port, memory }: CloudWords) {
  try {
    return memory ? await startEmulator({ port }) : await serveLearnerCloud(port, notices)
  } catch (error) {
    if (isSystemError(error) && error.syscall === 'listen')
      throw new EnvironmentError(texts.commands.portInUse(port))
    throw error
  }
}

/** `npm run cloud [PORT] [memory]`: in the foreground until SIGINT or SIGTERM. */
export async function run(words: readonly string[]): Promise<number> {
  const interrupt = onInterrupt()
  // Helper threads of the garbage collector are in the way of the handlers' processes: 7 % of the requests on two cores.
  setFlagsFromString('--no-parallel-scavenge')
  const cloud = await open(readWords(words))
  if ('servedAt' in cloud) throw new EnvironmentError(texts.cloud.alreadyServed(cloud.servedAt))
  console.log(texts.cloud.ready(cloud.endpoint))
  while (!interrupt.signal.aborted)
    await wait(2 ** 30, undefined, { signal: interrupt.signal }).catch(() => {})
  await cloud.close()
  return exitCodes.pass
}
