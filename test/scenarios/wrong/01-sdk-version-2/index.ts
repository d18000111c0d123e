import AWS from 'aws-sdk'

const lambda = new AWS.Lambda()
const { Functions = [] } = await lambda.listFunctions({}).promise()

console.log(`Functions: ${Functions.length}`)
