import { GetFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})
const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'Lambdaexample' }))
if (Configuration?.State !== 'Active') throw new Error('not yet')
const answer = await lambda.send(
  new InvokeCommand({ FunctionName: Configuration.FunctionArn, Payload: JSON.stringify({ hello: 1 }) }),
)
console.log(answer.FunctionError ?? 'fine')
