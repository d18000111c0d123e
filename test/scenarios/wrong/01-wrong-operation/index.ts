import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})
const { AccountUsage } = await lambda.send(new GetAccountSettingsCommand({}))
console.log(`Functions: ${AccountUsage?.FunctionCount}`)
