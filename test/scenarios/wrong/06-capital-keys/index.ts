// Step 6 · Run the function with the console's "hello-world" test event.
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const lambda = new LambdaClient({})

// (6.1) The event is the first argument of the handler. This is the one that the console's template holds.
const event = { Key1: 'value1', Key2: 'value2', Key3: 'value3' }

// (6.2) An event travels as JSON text. LogType asks for the end of the log, which is where console.log goes.
const answer = await lambda.send(
  new InvokeCommand({ FunctionName: 'Lambdaexample', Payload: JSON.stringify(event), LogType: 'Tail' }),
)

console.log(answer.Payload?.transformToString())
// The log comes as base64: text written with 64 harmless characters.
console.log(Buffer.from(answer.LogResult ?? '', 'base64').toString())
