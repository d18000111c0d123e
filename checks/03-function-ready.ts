import type { Check } from '../src/checker/model.ts'
import {
  sawActiveBeforeInvoke,
  sawInvoke,
  sawInvokeWithoutFunctionError,
} from '../src/checker/verdicts/seen.ts'

export const checks: readonly Check[] = [
  { id: 'invoked', title: 'Lambdaexample was invoked', judge: sawInvoke },
  { id: 'ready', title: 'it was seen to be Active before', needs: ['invoked'], judge: sawActiveBeforeInvoke },
  {
    id: 'no-function-error',
    title: 'its code ran without an error',
    needs: ['invoked'],
    judge: sawInvokeWithoutFunctionError,
  },
]
