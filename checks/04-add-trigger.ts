import type { Check } from '../src/checker/model.ts'
import { names } from '../src/checker/subjects.ts'
import {
  apiExists,
  integrationCallsFunction,
  integrationPosts,
  integrationTypeIs,
  methodExists,
  methodIsOpen,
  resourceExists,
} from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'api', judge: apiExists },
  { id: 'resource', needs: ['api'], judge: (e) => resourceExists(e, names.first) },
  { id: 'any', needs: ['resource'], judge: (e) => methodExists(e, names.first, 'ANY') },
  { id: 'open', needs: ['any'], judge: (e) => methodIsOpen(e, names.first, 'ANY') },
  { id: 'proxy', needs: ['any'], judge: (e) => integrationTypeIs(e, names.first, 'ANY', 'AWS_PROXY') },
  { id: 'posts', needs: ['proxy'], judge: (e) => integrationPosts(e, names.first, 'ANY') },
  { id: 'calls-function', needs: ['proxy'], judge: (e) => integrationCallsFunction(e, names.first, 'ANY') },
]
