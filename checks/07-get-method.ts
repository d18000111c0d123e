import type { Check } from '../src/checker/model.ts'
import { names } from '../src/checker/subjects.ts'
import {
  integrationCallsFunction,
  integrationPosts,
  integrationTypeIs,
  methodExists,
  methodIsOpen,
} from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'get', judge: (e) => methodExists(e, names.first, 'GET') },
  { id: 'open', needs: ['get'], judge: (e) => methodIsOpen(e, names.first, 'GET') },
  { id: 'proxy', needs: ['get'], judge: (e) => integrationTypeIs(e, names.first, 'GET', 'AWS_PROXY') },
  { id: 'posts', needs: ['proxy'], judge: (e) => integrationPosts(e, names.first, 'GET') },
  { id: 'calls-function', needs: ['proxy'], judge: (e) => integrationCallsFunction(e, names.first, 'GET') },
  { id: 'any-kept', judge: (e) => integrationTypeIs(e, names.first, 'ANY', 'AWS_PROXY') },
]
