import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
})
const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}))

console.log(`Functions: ${Functions.length}`)
