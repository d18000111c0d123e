import type { Check } from '../src/checker/model.ts'
import { sawInvoke, sawInvokeWithoutFunctionError } from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'invoked', judge: sawInvoke },
  { id: 'no-function-error', needs: ['invoked'], judge: sawInvokeWithoutFunctionError },
]
