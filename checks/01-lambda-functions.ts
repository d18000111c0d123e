import type { Check } from '../src/checker/model.ts'
import { changedNothing, sawCall } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'lists-functions', judge: (e) => sawCall(e, 'ListFunctions') },
  { id: 'changes-nothing', judge: changedNothing },
]
