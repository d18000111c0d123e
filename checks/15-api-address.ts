import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { sawUrl, sawUrlAnswer } from '../src/checker/verdicts/called.ts'
import { sawTest, sawTestAnswer } from '../src/checker/verdicts/tested.ts'

const refused = { status: 403, body: '{"message":"Missing Authentication Token"}' }

export const checks: readonly Check[] = [
  { id: 'tested', title: 'GET /Netflixapigw101 was tested', judge: (e) => sawTest(e, names.second, 'GET') },
  {
    id: 'test-answers',
    title: 'the test showed status 200 and the whole object of the function',
    needs: ['tested'],
    judge: (e) => sawTestAnswer(e, names.second, 'GET', handlerAnswer),
  },
  {
    id: 'called',
    title: 'its address on the stage default was called',
    judge: (e) => sawUrl(e, 'default', names.second),
  },
  {
    id: 'refused',
    title: 'it was refused: 403 Missing Authentication Token',
    needs: ['called'],
    judge: (e) => sawUrlAnswer(e, 'default', names.second, refused),
  },
]
