// Step 2 · Create the function Lambdaexample.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { executionRoleArn, zipFile } from '../../src/toolbox.ts'

const lambda = new LambdaClient({})

// TODO(2.1): Write the code that will run in the cloud, as a string called `source`: an ES module that
// exports an async function `handler`. It returns an object with `statusCode` 200 and a `body`, which is
// the JSON text of 'Hello from Lambda!'.

// TODO(2.2): Pack `source` into a zip archive called `archive`, as a file `index.mjs` at its root.
// `zipFile` does it.

// TODO(2.3): Create the function and keep the answer as `created`. Name `Lambdaexample`, runtime
// `nodejs22.x`, handler `index.handler` (file, dot, export), the role that `executionRoleArn` gives, and
// your archive as the zip file of its code.

// Once your values are there, take the slashes away:
// console.log(created.FunctionArn)
// console.log(`State: ${created.State}`)
