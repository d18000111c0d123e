// Step 2 · Create the function Lambdaexample.
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { executionRoleArn, zipFile } from '../../src/toolbox.ts'

const lambda = new LambdaClient({})

// (2.1) What will run in the cloud. Lambda calls the exported function and hands on what it returns.
// The body is a string that holds JSON, since that is what an API may send back later.
const source = `
import json

def lambda_handler(event, context):
    return {'statusCode': 200, 'body': json.dumps('Hello from Lambda!')}
`

// (2.2) Code travels as a zip archive with the file at its root: Lambda does not look into folders.
const archive = zipFile('lambda_function.py', source)

// (2.3) Handler is file name and export name with a dot between them. Role is whom the function acts as while it runs.
const created = await lambda.send(
  new CreateFunctionCommand({
    FunctionName: 'Lambdaexample',
    Runtime: 'python3.13',
    Handler: 'lambda_function.lambda_handler',
    Role: executionRoleArn(),
    Code: { ZipFile: archive },
  }),
)

console.log(created.FunctionArn)
console.log(`State: ${created.State}`)
