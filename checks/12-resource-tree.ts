import type { Check } from '../src/checker/model.ts'
import { changedNothing, sawResources } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'reads-resources', judge: sawResources },
  { id: 'changes-nothing', judge: changedNothing },
]
