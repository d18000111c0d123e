import { type AwsCall, callsOf, succeeded } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { parseJson, sameJson, show } from '../json.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import type { UrlAnswer } from '../probes.ts'
import { findResource } from '../subjects.ts'
import { isLetIn, testStage } from './permission.ts'
import { sawCall } from './seen.ts'

/** The script's own tests of a method: its calls of TestInvokeMethod. */
const isTestOf = (e: Evidence, path: string, verb: string) => {
  const id = findResource(e.inventory, path)?.id
  return ({ target }: AwsCall) => target.labels.resourceId === id && target.labels.httpMethod === verb
}

const tests = (e: Evidence, path: string, verb: string) =>
  callsOf(e.calls, 'TestInvokeMethod').filter((call) => succeeded(call) && isTestOf(e, path, verb)(call))

export const sawTest = (e: Evidence, path: string, verb: string): Verdict =>
  sawCall(e, 'TestInvokeMethod', isTestOf(e, path, verb), { kind: 'test-call', path, verb })

/** TestInvokeMethod itself answers 200; the method's own status and body stand inside. */
export function sawTestAnswer(e: Evidence, path: string, verb: string, expected: object): Verdict {
  const answers = tests(e, path, verb).map(({ answer }) => readTestAnswer(answer?.body ?? ''))
  const isRight = answers.some(
    ({ status, body }) => status === 200 && sameJson(body, JSON.stringify(expected)),
  )
  const isIn = isLetIn(e, testStage, verb, path)
  if (isRight && isIn) return pass
  const last = answers.at(-1)
  return {
    ok: false,
    topic: { kind: 'test-call-answer', path, verb },
    sent: `TestInvokeMethod ${verb} ${path}`,
    expected: texts.facts.answer(200, JSON.stringify(expected)),
    got: isRight ? texts.facts.notLetIn : texts.facts.answer(last?.status ?? 0, show(last?.body ?? '')),
  }
}

function readTestAnswer(text: string): UrlAnswer {
  const { status, body } = (parseJson(text) ?? {}) as { status?: number; body?: string }
  return { status: status ?? 0, body: body ?? '' }
}
