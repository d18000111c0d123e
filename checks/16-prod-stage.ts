import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { urlAnswers } from '../src/checker/verdicts/answered.ts'
import { stageExists } from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'stage', title: 'the API has a stage named prod', judge: (e) => stageExists(e, 'prod') },
  {
    id: 'url-answers',
    title: 'GET /prod/Netflixapigw101 answers 200 with the object of the function',
    needs: ['stage'],
    judge: (e) => urlAnswers(e, 'prod', names.second, { status: 200, body: JSON.stringify(handlerAnswer) }),
  },
]
