// Step 1 · The functions page: which functions does this account have in this region?
import { type FunctionConfiguration, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda'

// (1.1) A client speaks to one service in one region. The braces are empty on purpose: region, credentials and
// address come from the environment, so the same line works here and on AWS.
const lamda = new LambdaClient({})

const functions: FunctionConfiguration[] = []

// (1.2) AWS hands out long lists in pages. The paginator asks for the next page as long as there is one.
for await (const page of paginateListFunctions({ client: lambda }, {})) {
  functions.push(...(page.Functions ?? []))
}

console.log(`Functions: ${functions.length}`)
for (const { FunctionName, Runtime } of functions) console.log(`  ${FunctionName} (${Runtime})`)
