import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { urlAnswers } from '../src/checker/verdicts/answered.ts'
import { stageExists } from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'stage', judge: (e) => stageExists(e, 'prod') },
  {
    id: 'url-answers',
    needs: ['stage'],
    judge: (e) => urlAnswers(e, 'prod', names.second, { status: 200, body: JSON.stringify(handlerAnswer) }),
  },
]
