import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda'
import { executionRoleArn, zipFile } from '../../src/toolbox.ts'

const FunctionName = 'Lambdaexample'
const lambda = new LambdaClient({})
const source = `
export async function handler() {
  return { body: JSON.stringify('Hello from Lambda!'), statusCode: 200 }
}
`

try {
  await lambda.send(new DeleteFunctionCommand({ FunctionName }))
} catch (error) {
  if (!(error instanceof ResourceNotFoundException)) throw error
}
await lambda.send(
  new CreateFunctionCommand({
    FunctionName,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: executionRoleArn(),
    Code: { ZipFile: zipFile('index.mjs', source) },
    Timeout: 10,
    MemorySize: 256,
    Description: 'says hello',
  }),
)
