import { texts } from '../../i18n/index.ts'
import { showFunctionError } from '../functionError.ts'
import { membersIn, sameJson, show } from '../json.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import type { UrlAnswer } from '../probes.ts'
import { findApi, findResource, greeting, names } from '../subjects.ts'
import { isLetIn, testStage } from './permission.ts'

/** The judge asks the stage's address itself. */
export async function urlAnswers(
  e: Evidence,
  stageName: string,
  path: string,
  expected: UrlAnswer,
): Promise<Verdict> {
  const answer = await e.probes.url(findApi(e.inventory)?.id ?? '-', stageName, path)
  const isRight = answer.status === expected.status && sameJson(answer.body, expected.body)
  const isIn = isLetIn(e, stageName, 'GET', path)
  if (isRight && isIn) return pass
  return {
    ok: false,
    topic: { kind: 'url-answer', stageName, path },
    sent: `GET /${stageName}${path}`,
    expected: texts.facts.answer(expected.status, expected.body),
    got: isRight ? texts.facts.notLetIn : texts.facts.answer(answer.status, show(answer.body)),
  }
}

/** The judge presses Test: TestInvokeMethod on the API as it is now, deployed or not. */
export async function testAnswers(
  e: Evidence,
  path: string,
  verb: string,
  expected: object,
): Promise<Verdict> {
  const api = findApi(e.inventory)
  const resource = findResource(e.inventory, path)
  const { status = 0, body = '' } = await e.probes.testInvoke(api?.id ?? '-', resource?.id ?? '-', verb)
  const isRight = status === 200 && sameJson(body, JSON.stringify(expected))
  const isIn = isLetIn(e, testStage, verb, path)
  if (isRight && isIn) return pass
  return {
    ok: false,
    topic: { kind: 'test-answer', path, verb },
    sent: `TestInvokeMethod ${verb} ${path}`,
    expected: texts.facts.answer(200, JSON.stringify(expected)),
    got: isRight ? texts.facts.notLetIn : texts.facts.answer(status, show(body)),
  }
}

/** The function answers as the proxy contract wants it: a number and a body that is text. */
export async function functionAnswers({ probes }: Evidence): Promise<Verdict> {
  const answer = await probes.invoke(names.function, '{}')
  const { statusCode, body } = membersIn(answer.payload)
  if (!answer.functionError && statusCode === 200 && body === JSON.stringify(greeting)) return pass
  return {
    ok: false,
    topic: { kind: 'handler' },
    sent: `Invoke ${names.function} {}`,
    expected: JSON.stringify({ statusCode: 200, body: JSON.stringify(greeting) }),
    got:
      answer.refused ??
      (answer.functionError ? showFunctionError(answer.functionError, answer.payload) : show(answer.payload)),
  }
}
