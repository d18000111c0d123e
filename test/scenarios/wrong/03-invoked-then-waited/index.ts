import { InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})
const answer = await lambda.send(new InvokeCommand({ FunctionName: 'Lambdaexample' }))
await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60 }, { FunctionName: 'Lambdaexample' })
console.log(answer.Payload?.transformToString())
