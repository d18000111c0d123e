import { invokeUrlCalls } from '../../cloud/calls.ts'
import { texts } from '../../i18n/index.ts'
import { describeCall } from '../describe.ts'
import { sameJson, show } from '../json.ts'
import { type Evidence, pass, type Verdict } from '../model.ts'
import type { UrlAnswer } from '../probes.ts'
import { findApi } from '../subjects.ts'
import { isLetIn } from './permission.ts'

/** The script's own GETs of one address of the API. */
function urlCalls({ calls, inventory }: Evidence, stageName: string, path: string) {
  const id = findApi(inventory)?.id
  return invokeUrlCalls(calls).filter(
    ({ method, target }) =>
      method === 'GET' &&
      target.restApiId === id &&
      target.stageName === stageName &&
      target.path.split('?')[0] === path,
  )
}

export function sawUrl(e: Evidence, stageName: string, path: string): Verdict {
  if (urlCalls(e, stageName, path).some(({ answer }) => answer)) return pass
  const other = e.calls.findLast(({ target }) => target.kind !== 'aws')
  const expected = `GET /${stageName}${path}`
  const seen = other ? describeCall(other, e.inventory) : texts.facts.noUrlCall
  const got =
    other?.target.kind === 'other'
      ? texts.facts.noAddress(seen)
      : seen === expected
        ? texts.facts.otherApi(seen)
        : seen
  return { ok: false, topic: { kind: 'url-call', stageName, path }, expected, got }
}

export function sawUrlAnswer(e: Evidence, stageName: string, path: string, expected: UrlAnswer): Verdict {
  const answers = urlCalls(e, stageName, path).flatMap(({ answer }) => (answer ? [answer] : []))
  const isRight = answers.some(
    ({ status, body }) => status === expected.status && sameJson(body, expected.body),
  )
  const isIn = expected.status !== 200 || isLetIn(e, stageName, 'GET', path)
  if (isRight && isIn) return pass
  const last = answers.at(-1)
  const got = last ? texts.facts.answer(last.status, show(last.body)) : texts.facts.noUrlCall
  return {
    ok: false,
    topic: { kind: 'url-call-answer', stageName, path },
    sent: `GET /${stageName}${path}`,
    expected: texts.facts.answer(expected.status, expected.body),
    got: isRight ? texts.facts.notLetIn : got,
  }
}
