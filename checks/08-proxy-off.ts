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
  {
    id: 'get',
    title: '/Lambdaexample still has the method GET',
    judge: (e) => methodExists(e, names.first, 'GET'),
  },
  {
    id: 'not-a-proxy',
    title: 'the integration of GET is not a proxy',
    needs: ['get'],
    judge: (e) => integrationTypeIs(e, names.first, 'GET', 'AWS'),
  },
  {
    id: 'posts',
    title: 'it calls Lambda by POST',
    needs: ['not-a-proxy'],
    judge: (e) => integrationPosts(e, names.first, 'GET'),
  },
  {
    id: 'calls-function',
    title: 'it calls Lambdaexample',
    needs: ['not-a-proxy'],
    judge: (e) => integrationCallsFunction(e, names.first, 'GET'),
  },
  {
    id: 'method-response',
    title: 'GET has a method response 200',
    needs: ['not-a-proxy'],
    judge: (e) => hasMethodResponse(e, names.first, 'GET'),
  },
  {
    id: 'integration-response',
    title: 'GET has an integration response 200 for every answer',
    needs: ['not-a-proxy'],
    judge: (e) => hasDefaultIntegrationResponse(e, names.first, 'GET'),
  },
  {
    id: 'any-kept',
    title: 'ANY is still a proxy',
    judge: (e) => integrationTypeIs(e, names.first, 'ANY', 'AWS_PROXY'),
  },
]
