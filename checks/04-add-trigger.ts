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
  { id: 'api', title: 'a REST API named Lambdaexample-API exists', judge: apiExists },
  {
    id: 'resource',
    title: 'it has the resource /Lambdaexample',
    needs: ['api'],
    judge: (e) => resourceExists(e, names.first),
  },
  {
    id: 'any',
    title: '/Lambdaexample has the method ANY',
    needs: ['resource'],
    judge: (e) => methodExists(e, names.first, 'ANY'),
  },
  {
    id: 'open',
    title: 'ANY is open to everyone',
    needs: ['any'],
    judge: (e) => methodIsOpen(e, names.first, 'ANY'),
  },
  {
    id: 'proxy',
    title: 'its integration is a Lambda proxy',
    needs: ['any'],
    judge: (e) => integrationTypeIs(e, names.first, 'ANY', 'AWS_PROXY'),
  },
  {
    id: 'posts',
    title: 'the integration calls Lambda by POST',
    needs: ['proxy'],
    judge: (e) => integrationPosts(e, names.first, 'ANY'),
  },
  {
    id: 'calls-function',
    title: 'the integration calls Lambdaexample',
    needs: ['proxy'],
    judge: (e) => integrationCallsFunction(e, names.first, 'ANY'),
  },
]
