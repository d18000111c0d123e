import type { Check } from '../src/checker/model.ts'
import { changedNothing, sawCall } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  {
    id: 'lists-functions',
    title: 'the functions of this region were listed',
    judge: (e) => sawCall(e, 'ListFunctions'),
  },
  { id: 'changes-nothing', title: 'nothing was changed by looking', judge: changedNothing },
]
