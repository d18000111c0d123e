// Step 6 · Run the function with the console's "hello-world" test event.
// What is given works already; the TODOs are yours. README.md in this folder says what they are about.

import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})

// TODO(6.1): Make an object `event` with three members: `key1` is 'value1', and so on to `key3`.

// TODO(6.2): Invoke `Lambdaexample` with the event as JSON text, ask for the tail of its log, and keep the
// answer as `answer`.

// Once your values are there, take the slashes away:
// console.log(answer.Payload?.transformToString())
// console.log(Buffer.from(answer.LogResult ?? '', 'base64').toString())
