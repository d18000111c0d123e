import { badRequest } from '../wire/awsError.ts'
import type { PatchRule } from './patch.ts'
import type { StageRecord } from './records.ts'

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

const setting = (
  member: 'destinationArn' | 'format',
  check: (value: string) => void,
): PatchRule<StageRecord> => ({
  path: `/accessLogSettings/${member}`,
  ops: ['add', 'replace'],
  apply: ({ accessLogSettings }, { value }) => {
    if (!value) throw badRequest('Access Log value must not be empty')
    check(value)
    return { accessLogSettings: { ...accessLogSettings, [member]: value } }
  },
})

const refuse = (): never => {
  throw badRequest(
    'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
  )
}

/** Only all of it can be removed (test_stage_access_log_settings and its validation). */
export const accessLogRules: readonly PatchRule<StageRecord>[] = [
  {
    path: '/accessLogSettings',
    ops: ['add', 'replace', 'remove'],
    apply: (_, { op }) => (op === 'remove' ? { accessLogSettings: undefined } : refuse()),
  },
  setting('destinationArn', checkDestination),
  setting('format', checkFormat),
  { path: '/accessLogSettings/{member+}', ops: ['add', 'replace'], apply: refuse },
]
