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
  {
    id: 'get',
    title: '/Lambdaexample has the method GET',
    judge: (e) => methodExists(e, names.first, 'GET'),
  },
  {
    id: 'open',
    title: 'GET is open to everyone',
    needs: ['get'],
    judge: (e) => methodIsOpen(e, names.first, 'GET'),
  },
  {
    id: 'proxy',
    title: 'the integration of GET is a Lambda proxy',
    needs: ['get'],
    judge: (e) => integrationTypeIs(e, names.first, 'GET', 'AWS_PROXY'),
  },
  {
    id: 'posts',
    title: 'it calls Lambda by POST',
    needs: ['proxy'],
    judge: (e) => integrationPosts(e, names.first, 'GET'),
  },
  {
    id: 'calls-function',
    title: 'it calls Lambdaexample',
    needs: ['proxy'],
    judge: (e) => integrationCallsFunction(e, names.first, 'GET'),
  },
  {
    id: 'any-kept',
    title: 'ANY is still there as step 4 made it',
    judge: (e) => integrationTypeIs(e, names.first, 'ANY', 'AWS_PROXY'),
  },
]
