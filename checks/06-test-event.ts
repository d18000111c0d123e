import type { Check } from '../src/checker/model.ts'
import { sawInvoke, sawInvokeWithEvent, sawInvokeWithoutFunctionError } from '../src/checker/verdicts/seen.ts'

/** The console's event template "hello-world". */
const event = { key1: 'value1', key2: 'value2', key3: 'value3' }

export const checks: readonly Check[] = [
  { id: 'invoked', judge: sawInvoke },
  { id: 'event', needs: ['invoked'], judge: (e) => sawInvokeWithEvent(e, event) },
  { id: 'no-function-error', needs: ['invoked'], judge: sawInvokeWithoutFunctionError },
]
