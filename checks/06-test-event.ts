import type { Check } from '../src/checker/model.ts'
import { sawInvoke, sawInvokeWithEvent, sawInvokeWithoutFunctionError } from '../src/checker/verdicts/seen.ts'

/** The console's event template "hello-world". */
const event = { key1: 'value1', key2: 'value2', key3: 'value3' }

export const checks: readonly Check[] = [
  { id: 'invoked', title: 'Lambdaexample was invoked', judge: sawInvoke },
  {
    id: 'event',
    title: 'it was given the event hello-world',
    needs: ['invoked'],
    judge: (e) => sawInvokeWithEvent(e, event),
  },
  {
    id: 'no-function-error',
    title: 'its code ran without an error',
    needs: ['invoked'],
    judge: sawInvokeWithoutFunctionError,
  },
]
