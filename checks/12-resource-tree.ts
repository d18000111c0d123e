import type { Check } from '../src/checker/model.ts'
import { changedNothing, sawResources } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'reads-resources', title: 'the resources of Lambdaexample-API were read', judge: sawResources },
  { id: 'changes-nothing', title: 'nothing was changed by reading', judge: changedNothing },
]
