import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { sawTest, sawTestAnswer } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'tested', judge: (e) => sawTest(e, names.first, 'GET') },
  {
    id: 'whole-object',
    needs: ['tested'],
    judge: (e) => sawTestAnswer(e, names.first, 'GET', handlerAnswer),
  },
]
