// Step 3 · Wait until the function is ready, then run it.
import { InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})

// (3.1) A new function is Pending while AWS prepares it, and calls to it fail. The waiter asks again until it is Active.
await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60 }, { FunctionName: 'Lambdaexample' })

// (3.2) Run it, and wait for what it returns. The call itself may succeed where the function failed:
// FunctionError tells the two apart.
const answer = await lambda.send(new InvokeCommand({ FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:Lambdaexample' }))

console.log(
  `Status of the call: ${answer.StatusCode}, error in the function: ${answer.FunctionError ?? 'none'}`,
)
console.log(answer.Payload?.transformToString())
