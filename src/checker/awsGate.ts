import { Agent } from 'node:http'
import { changesConfiguration, type RecordedCall } from '../cloud/calls.ts'
import { connect } from '../cloud/clients.ts'
import type { Identity } from '../cloud/cloud.ts'
import { type Answered, type Forwarded, forward } from '../cloud/forward.ts'
import type { Gate } from '../cloud/recorder.ts'
import { copyOf, startEmulator } from '../emulator/index.ts'
import { membersIn } from './json.ts'
import { observeAccount } from './observe.ts'
import { Queue } from './queue.ts'

/** Milliseconds, more than a change of a function takes in the twin. */
const settled = 60_000

/** Nouns that observe.ts does not read: whether one is there only the cloud knows. */
const unread = /ApiKey|UsagePlan|TestInvoke/

/** A request that asks the same without running a function. */
const rehearsal = (request: Forwarded, { target }: RecordedCall): Forwarded =>
  target.kind === 'aws' && target.operation === 'Invoke'
    ? { ...request, headers: { ...request.headers, 'x-amz-invocation-type': 'DryRun' } }
    : request

/** An answer in the words of what was asked for. */
const asAsked = (answer: Answered, { headers }: Forwarded): Answered => ({
  ...answer,
  body: Buffer.from(
    answer.body
      .toString()
      .replaceAll('DryRun', headers['x-amz-invocation-type']?.toString() ?? 'RequestResponse'),
  ),
})

/**
 * AWS's answer where the caller is wrong. Not those about revisions: two clouds give two. What the twin does not support
 * it answers with 501.
 */
const isRefusal = ({ status }: Answered) => status >= 400 && status < 500 && status !== 412

/** Whether an answer says that a function has nothing under way. */
function isSettled({ target, answer }: RecordedCall): boolean {
  if (target.kind !== 'aws' || !target.operation.startsWith('GetFunction')) return false
  const { Configuration, ...rest } = membersIn(answer?.body)
  const { State, LastUpdateStatus }: { State?: unknown; LastUpdateStatus?: unknown } = Configuration ?? rest
  return State === 'Active' && LastUpdateStatus !== 'InProgress'
}

/** Whether the two know different things after a call: one of them failed, or the cloud chose an id. */
const comesApart = (call: RecordedCall, ours: Answered) =>
  changesConfiguration(call) &&
  (!call.answer ||
    call.answer.error !== undefined ||
    ours.status >= 400 ||
    'id' in membersIn(call.answer.body))

/** AWS takes it, and the cloud refuses it; not where it is still busy, or has lost what it was told. */
function withVerdict(call: RecordedCall, ours: Answered): RecordedCall {
  const { answer } = call
  if (ours.status >= 400 || !answer?.error || ![400, 403].includes(answer.status)) return call
  return { ...call, answer: { ...answer, error: { ...answer.error, isCloudsOwn: true } } }
}

/**
 * Refuses what AWS would refuse, in its words, before it comes to a cloud that might take it: so a script meets the same
 * there as on AWS, whatever it does with an error. The embedded cloud knows what AWS refuses: one that resembles the
 * account is asked each call first. Calls that change something go one after the other, so that none is under way while
 * the account is read. Rejects where it cannot be read.
 */
export async function standForAws(endpoint: string, identity: Identity): Promise<Gate> {
  const { account, region } = identity
  const clients = connect(endpoint, identity)
  const agent = new Agent({ keepAlive: true })
  let ahead = 0
  const now = () => Date.now() + ahead
  const twin = await startEmulator({ now })
  const resemble = async () =>
    twin.accounts.write(account, copyOf(await observeAccount(clients, identity), now()))
  let alike: Promise<void> | undefined = resemble()
  const queue = new Queue()
  /** What the twin answered to calls that the cloud has now, by their numbers; with what ends their turn. */
  const asked = new Map<number, { readonly ours: Answered; readonly leave: () => void }>()

  const isKnown = ({ target }: RecordedCall) =>
    target.kind === 'aws' &&
    target.account === account &&
    target.region === region &&
    !unread.test(target.operation)

  async function ask(call: RecordedCall, request: Forwarded): Promise<Answered> {
    alike ??= resemble()
    await alike
    return forward(rehearsal(request, call), twin.endpoint, agent)
  }

  async function close() {
    clients.destroy()
    agent.destroy()
    await twin.close()
  }

  try {
    await alike
  } catch (error) {
    await close()
    throw error
  }
  return {
    async refuse(call, request) {
      if (!isKnown(call)) return undefined
      const leave = await queue.enter()
      let isTaken = false
      try {
        const ours = await ask(call, request)
        if (isRefusal(ours)) return asAsked(ours, request)
        isTaken = changesConfiguration(call)
        asked.set(call.n, { ours, leave })
        return undefined
      } finally {
        if (!isTaken) leave()
      }
    },
    note(call) {
      const known = asked.get(call.n)
      if (!known) return call
      if (comesApart(call, known.ours)) alike = undefined
      if (isSettled(call)) ahead += settled
      known.leave()
      return withVerdict(call, known.ours)
    },
    close,
  }
}
