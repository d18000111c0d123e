import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { urlAnswers } from '../src/checker/verdicts/answered.ts'
import { sawUrlAnswer } from '../src/checker/verdicts/called.ts'

const answer = { status: 200, body: JSON.stringify(handlerAnswer) }

export const checks: readonly Check[] = [
  {
    id: 'redeployed',
    title: 'the stage default serves what step 8 changed',
    judge: (e) => urlAnswers(e, 'default', names.first, answer),
  },
  {
    id: 'called',
    title: 'its address was called after that, and gave the object',
    needs: ['redeployed'],
    judge: (e) => sawUrlAnswer(e, 'default', names.first, answer),
  },
]
