import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})
lambda.send(new ListFunctionsCommand({})).then(({ Functions = [] }) => {
  console.log(`Functions: ${Functions.length}`)
})
process.exit(0)
