// Step 3 · Wait until the function is ready, then run it.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})

// TODO(3.1): Wait until `Lambdaexample` is Active: the waiter takes the client and the longest time to
// wait in seconds, then what it asks for.

// TODO(3.2): Invoke the function by its name and keep the answer as `answer`.

// Once your values are there, take the slashes away:
// console.log(
//   `Status of the call: ${answer.StatusCode}, error in the function: ${answer.FunctionError ?? 'none'}`,
// )
// console.log(answer.Payload?.transformToString())
