import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { sawTest, sawTestAnswer } from '../src/checker/verdicts/tested.ts'

export const checks: readonly Check[] = [
  { id: 'tested', title: 'GET /Lambdaexample was tested', judge: (e) => sawTest(e, names.first, 'GET') },
  {
    id: 'whole-object',
    title: 'the test showed status 200 and the whole object of the function',
    needs: ['tested'],
    judge: (e) => sawTestAnswer(e, names.first, 'GET', handlerAnswer),
  },
]
