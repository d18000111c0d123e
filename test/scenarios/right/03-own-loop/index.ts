import { setTimeout } from 'node:timers/promises'
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const FunctionName = 'Lambdaexample'
const lambda = new LambdaClient({})

async function state() {
  const { State } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))
  return State
}

while ((await state()) !== 'Active') await setTimeout(100)
const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }))
console.log(Payload?.transformToString())
