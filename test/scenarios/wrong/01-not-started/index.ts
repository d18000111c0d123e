// Step 1 · The functions page: which functions does this account have in this region?
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { type FunctionConfiguration, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda'

// TODO(1.1): Make a client for Lambda and call it `lambda`. Pass it an empty object: region, credentials
// and address come from the environment.

const functions: FunctionConfiguration[] = []

// TODO(1.2): Read the list of functions page by page with the paginator, and push the `Functions` of each
// page onto `functions`. A page may have none.

console.log(`Functions: ${functions.length}`)
for (const { FunctionName, Runtime } of functions) console.log(`  ${FunctionName} (${Runtime})`)
