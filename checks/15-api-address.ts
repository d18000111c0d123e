import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { sawTest, sawTestAnswer, sawUrl, sawUrlAnswer } from '../src/checker/verdicts/seen.ts'

const refused = { status: 403, body: '{"message":"Missing Authentication Token"}' }

export const checks: readonly Check[] = [
  { id: 'tested', judge: (e) => sawTest(e, names.second, 'GET') },
  {
    id: 'test-answers',
    needs: ['tested'],
    judge: (e) => sawTestAnswer(e, names.second, 'GET', handlerAnswer),
  },
  { id: 'called', judge: (e) => sawUrl(e, 'default', names.second) },
  { id: 'refused', needs: ['called'], judge: (e) => sawUrlAnswer(e, 'default', names.second, refused) },
]
