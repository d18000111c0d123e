import type { CloudChoice } from '../cloud/choice.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { HeldTooLong, openLearnerCloud, takeTurn } from '../cloud/learnerCloud.ts'
import { openCloud } from '../cloud/open.ts'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { notices, progress } from './notices.ts'

/** The learner's own cloud of a kind: one that is still there in the next command. */
async function open(choice: CloudChoice, what: string, signal: AbortSignal): Promise<Cloud> {
  if (choice.kind === 'embedded') return openLearnerCloud(what, notices)
  if (choice.kind === 'localstack') return (await import('../cloud/localstack.ts')).keepLocalStack(progress)
  return openCloud(choice, progress, signal)
}

/** Does work in the learner's own cloud, alone: a second command waits for its turn. */
export async function withLearnerCloud<T>(
  choice: CloudChoice,
  what: string,
  signal: AbortSignal,
  work: (cloud: Cloud) => Promise<T>,
): Promise<T> {
  try {
    const turn = await takeTurn(what, notices)
    try {
      const cloud = await open(choice, what, signal)
      return await work(cloud).finally(cloud.close)
    } finally {
      turn.release()
    }
  } catch (error) {
    if (error instanceof HeldTooLong)
      throw new EnvironmentError(texts.commands.waitedTooLong(error.holder.what))
    throw error
  }
}
