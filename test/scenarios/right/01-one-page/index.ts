import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'

const { Functions = [] } = await new LambdaClient().send(new ListFunctionsCommand({ MaxItems: 50 }))
console.log(Functions.map(({ FunctionName }) => FunctionName))
