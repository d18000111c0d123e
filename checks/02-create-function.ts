import type { Check } from '../src/checker/model.ts'
import { functionAnswers } from '../src/checker/verdicts/answered.ts'
import { functionExists, functionRunsNode } from '../src/checker/verdicts/configured.ts'

export const checks: readonly Check[] = [
  { id: 'function-exists', judge: functionExists },
  { id: 'runs-node', needs: ['function-exists'], judge: functionRunsNode },
  { id: 'answers', needs: ['function-exists', 'runs-node'], judge: functionAnswers },
]
