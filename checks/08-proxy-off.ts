import type { Check } from '../src/checker/model.ts'
import { names } from '../src/checker/subjects.ts'
import {
  hasDefaultIntegrationResponse,
  hasMethodResponse,
  integrationCallsFunction,
  integrationPosts,
  integrationTypeIs,
  methodExists,
} from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'get', judge: (e) => methodExists(e, names.first, 'GET') },
  { id: 'not-a-proxy', needs: ['get'], judge: (e) => integrationTypeIs(e, names.first, 'GET', 'AWS') },
  { id: 'posts', needs: ['not-a-proxy'], judge: (e) => integrationPosts(e, names.first, 'GET') },
  {
    id: 'calls-function',
    needs: ['not-a-proxy'],
    judge: (e) => integrationCallsFunction(e, names.first, 'GET'),
  },
  { id: 'method-response', needs: ['not-a-proxy'], judge: (e) => hasMethodResponse(e, names.first, 'GET') },
  {
    id: 'integration-response',
    needs: ['not-a-proxy'],
    judge: (e) => hasDefaultIntegrationResponse(e, names.first, 'GET'),
  },
  { id: 'any-kept', judge: (e) => integrationTypeIs(e, names.first, 'ANY', 'AWS_PROXY') },
]
