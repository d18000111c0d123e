import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { urlAnswers } from '../src/checker/verdicts/answered.ts'
import { sawUrlAnswer } from '../src/checker/verdicts/seen.ts'

const answer = { status: 200, body: JSON.stringify(handlerAnswer) }

export const checks: readonly Check[] = [
  { id: 'redeployed', judge: (e) => urlAnswers(e, 'default', names.first, answer) },
  { id: 'called', needs: ['redeployed'], judge: (e) => sawUrlAnswer(e, 'default', names.first, answer) },
]
