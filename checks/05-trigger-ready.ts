import type { Check } from '../src/checker/model.ts'
import { greeting, names } from '../src/checker/subjects.ts'
import { urlAnswers } from '../src/checker/verdicts/answered.ts'
import { stageExists } from '../src/checker/verdicts/configured.ts'
import { permits } from '../src/checker/verdicts/permission.ts'

/** Any stage and any verb: two of each stand for all. `test-invoke-stage` is the one that the Test button uses. */
const sources = ['default/GET', 'default/POST', 'test-invoke-stage/GET'].map(
  (source) => `${source}${names.first}`,
)

export const checks: readonly Check[] = [
  {
    id: 'permission',
    title: 'the function lets this API call it for any verb on /Lambdaexample',
    judge: (e) => permits(e, sources, `*/*${names.first}`),
  },
  {
    id: 'deployed',
    title: 'the API is deployed to the stage default',
    judge: (e) => stageExists(e, 'default'),
  },
  {
    id: 'url-answers',
    title: 'GET /default/Lambdaexample answers 200 with the greeting',
    needs: ['permission', 'deployed'],
    judge: (e) => urlAnswers(e, 'default', names.first, { status: 200, body: JSON.stringify(greeting) }),
  },
]
