import type { Check } from '../src/checker/model.ts'
import { names } from '../src/checker/subjects.ts'
import { resourceExists } from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  {
    id: 'resource',
    title: 'the resource /Netflixapigw101 exists, right under the root',
    judge: (e) => resourceExists(e, names.second),
  },
]
