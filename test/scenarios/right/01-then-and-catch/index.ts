import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda'

new LambdaClient({})
  .send(new ListFunctionsCommand({}))
  .then(({ Functions = [] }) => console.log(Functions.length))
  .catch((error) => console.error(error))
