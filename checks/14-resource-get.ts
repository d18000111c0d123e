import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { testAnswers } from '../src/checker/verdicts/answered.ts'
import {
  hasDefaultIntegrationResponse,
  hasMethodResponse,
  integrationCallsFunction,
  integrationPosts,
  integrationTypeIs,
  methodExists,
  methodIsOpen,
} from '../src/checker/verdicts/configured.ts'
import { permits } from '../src/checker/verdicts/permission.ts'

/** The stages that later steps use, and the one of the Test button. */
const sources = ['test-invoke-stage', 'default', 'prod'].map((stage) => `${stage}/GET${names.second}`)

export const checks: readonly Check[] = [
  {
    id: 'get',
    title: '/Netflixapigw101 has the method GET',
    judge: (e) => methodExists(e, names.second, 'GET'),
  },
  {
    id: 'open',
    title: 'GET is open to everyone',
    needs: ['get'],
    judge: (e) => methodIsOpen(e, names.second, 'GET'),
  },
  {
    id: 'not-a-proxy',
    title: 'its integration is not a proxy',
    needs: ['get'],
    judge: (e) => integrationTypeIs(e, names.second, 'GET', 'AWS'),
  },
  {
    id: 'posts',
    title: 'it calls Lambda by POST',
    needs: ['not-a-proxy'],
    judge: (e) => integrationPosts(e, names.second, 'GET'),
  },
  {
    id: 'calls-function',
    title: 'it calls Lambdaexample',
    needs: ['not-a-proxy'],
    judge: (e) => integrationCallsFunction(e, names.second, 'GET'),
  },
  {
    id: 'method-response',
    title: 'GET has a method response 200',
    needs: ['not-a-proxy'],
    judge: (e) => hasMethodResponse(e, names.second, 'GET'),
  },
  {
    id: 'integration-response',
    title: 'GET has an integration response 200 for every answer',
    needs: ['not-a-proxy'],
    judge: (e) => hasDefaultIntegrationResponse(e, names.second, 'GET'),
  },
  {
    id: 'permission',
    title: 'the function lets this API call it for GET on /Netflixapigw101',
    judge: (e) => permits(e, sources, `*/GET${names.second}`),
  },
  {
    id: 'test-answers',
    title: 'a test of GET /Netflixapigw101 answers 200',
    needs: ['open', 'posts', 'calls-function', 'method-response', 'integration-response', 'permission'],
    judge: (e) => testAnswers(e, names.second, 'GET', handlerAnswer),
  },
]
