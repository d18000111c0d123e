// Step 3 · Wait until the function is ready, then run it.
// Lines that are ready have two slashes in front: take the slashes away (Ctrl+/ or Cmd+/ in most editors).
// The TODOs are yours. README.md in this folder says what they are about.

// import { InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'

// const lambda = new LambdaClient({})

// TODO(3.1): Wait until `Lambdaexample` is Active: the waiter takes the client and the longest time to
// wait in seconds, then what it asks for.

// TODO(3.2): Invoke the function by its name and keep the answer as `answer`.

// console.log(
//   `Status of the call: ${answer.StatusCode}, error in the function: ${answer.FunctionError ?? 'none'}`,
// )
// console.log(answer.Payload?.transformToString())
