import { badRequest } from '../wire/awsError.ts'

/** Without the `:*` that CloudWatch Logs shows at its end: API Gateway refuses it (LocalStack, test_stage_access_log_settings). */
const logGroup = /^arn:aws[\w-]*:logs:[\w-]+:\d{12}:log-group:[^:*]+$/
const stream = /^arn:aws[\w-]*:firehose:[\w-]+:\d{12}:(deliverystream\/[\w.-]+)$/

/** Texts: cdk-preflight pf-apigw-stage-access-log-destination-arn, -firehose-prefix. */
function checkDestination(arn: string): void {
  if (logGroup.test(arn)) return
  const name = stream.exec(arn)?.[1]
  if (name === undefined)
    throw badRequest(
      'Invalid ARN specified in the request. The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose delivery stream ARN.',
    )
  if (!name.startsWith('deliverystream/amazon-apigateway-'))
    throw badRequest(
      `Kinesis Firehose delivery stream name must begin with the characters 'amazon-apigateway-': '${name}'`,
    )
}

/** Text: cdk-preflight pf-apigw-access-log-format-request-id. */
function checkFormat(format: string): void {
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format))
    throw badRequest(
      `Access Log format must include either $context.requestId or $context.extendedRequestId : '${format}'`,
    )
}

/** Throws where a stage cannot write its access log so. */
export function checkAccessLog(member: 'destinationArn' | 'format', value: string | undefined): void {
  if (!value) throw badRequest('Access Log value must not be empty')
  if (member === 'format') checkFormat(value)
  else checkDestination(value)
}
