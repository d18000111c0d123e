import { words } from '../words.ts'
import { differInOne } from './misspelling.ts'

const prefix = 'arn:aws:iam::aws:policy/'

/** Policies that functions and APIs are given, with their paths (AWS managed policy reference guide). */
const known = words(`
  service-role/AWSLambdaBasicExecutionRole service-role/AWSLambdaBasicDurableExecutionRolePolicy
  service-role/AWSLambdaDynamoDBExecutionRole service-role/AWSLambdaENIManagementAccess
  service-role/AWSLambdaKinesisExecutionRole service-role/AWSLambdaMSKExecutionRole service-role/AWSLambdaRole
  service-role/AWSLambdaSQSQueueExecutionRole service-role/AWSLambdaVPCAccessExecutionRole
  service-role/AmazonAPIGatewayPushToCloudWatchLogs AWSLambda_FullAccess AWSLambda_ReadOnlyAccess AWSLambdaExecute
  AWSLambdaInvocation-DynamoDB AmazonAPIGatewayAdministrator AmazonAPIGatewayInvokeFullAccess
`)

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).toLowerCase()

/**
 * Whether AWS has a policy of its own at an ARN. Most are not known here and are believed in. Refused are those above
 * without their path (aws-cdk#19830, terraform#31748) and with their misspelt names, such as AWSLambdaFullAccess, which
 * AWS has retired (pulumi#7419).
 */
export function isManagedPolicy(arn: string): boolean {
  if (!arn.startsWith(prefix)) return false
  const path = arn.slice(prefix.length)
  if (known.includes(path)) return true
  const name = nameOf(path)
  return !known.some((one) => nameOf(one) === name || differInOne(nameOf(one), name))
}
