import type { Check } from '../src/checker/model.ts'
import { functionAnswers } from '../src/checker/verdicts/answered.ts'
import { functionExists, functionRunsNode } from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'function-exists', title: 'a function named Lambdaexample exists', judge: functionExists },
  { id: 'runs-node', title: 'it runs on Node.js', needs: ['function-exists'], judge: functionRunsNode },
  {
    id: 'answers',
    title: 'invoked, it returns statusCode 200 and the greeting as JSON',
    needs: ['function-exists', 'runs-node'],
    judge: functionAnswers,
  },
]
