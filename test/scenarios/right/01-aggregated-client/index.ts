import { Lambda } from '@aws-sdk/client-lambda'

const lambda = new Lambda({})
const { Functions } = await lambda.listFunctions({})
console.log(Functions?.length ?? 0)
