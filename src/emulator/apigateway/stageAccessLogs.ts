import { badRequest } from '../wire/awsError.ts'
import type { StageRule } from './stageRecord.ts'

const logGroup = /^arn:aws[\w-]*:logs:[\w-]+:\d{12}:(log-group:(.+))$/
const stream = /^arn:aws[\w-]*:firehose:[\w-]+:\d{12}:(deliverystream\/[\w.-]+)$/

/**
 * The `:*` that CloudWatch Logs shows at a group's end is refused too (public logs 39070651949, 57536155533). Other texts:
 * cdk-preflight pf-apigw-stage-access-log-destination-arn, -firehose-prefix.
 */
function checkDestination(arn: string): void {
  const [, group, name = ''] = logGroup.exec(arn) ?? []
  if (group !== undefined) {
    if (!/^[a-zA-Z0-9_\-/.]+$/.test(name))
      throw badRequest(
        `Access log destination must only contain characters a-z, A-Z, 0-9, '_', '-', '/', '.': '${group}'`,
      )
    return
  }
  const delivery = stream.exec(arn)?.[1]
  if (delivery === undefined)
    throw badRequest(
      'Invalid ARN specified in the request. The ARN must be a valid CloudWatch Logs log group or Kinesis Data Firehose delivery stream ARN.',
    )
  if (!delivery.startsWith('deliverystream/amazon-apigateway-'))
    throw badRequest(
      `Kinesis Firehose delivery stream name must begin with the characters 'amazon-apigateway-': '${delivery}'`,
    )
}

/** Texts: public log 65762168167, cdk-preflight pf-apigw-access-log-format-request-id. */
function checkFormat(format: string): void {
  if (/[\r\n]/.test(format.replace(/\r?\n$/, '')))
    throw badRequest(
      `Access Log format must be single line, new line character is allowed only at end of the format: '${format}'`,
    )
  if (!/\$context\.(requestId|extendedRequestId)\b/.test(format))
    throw badRequest(
      `Access Log format must include either $context.requestId or $context.extendedRequestId : '${format}'`,
    )
}

const checks = { destinationArn: checkDestination, format: checkFormat }

const accessLog = (member: keyof typeof checks): StageRule => ({
  path: `/accessLogSettings/${member}`,
  ops: ['add', 'replace'],
  apply: ({ accessLogSettings }, { value }) => {
    if (!value) throw badRequest('Access Log value must not be empty')
    checks[member](value)
    return { accessLogSettings: { ...accessLogSettings, [member]: value } }
  },
})

const refuse = (): never => {
  throw badRequest(
    'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
  )
}

/** Only all of it can be removed (test_stage_access_log_settings and its validation). */
export const accessLogRules: readonly StageRule[] = [
  {
    path: '/accessLogSettings',
    ops: ['add', 'replace', 'remove'],
    apply: (_, { op }) => (op === 'remove' ? { accessLogSettings: undefined } : refuse()),
  },
  accessLog('destinationArn'),
  accessLog('format'),
  { path: '/accessLogSettings/{member+}', ops: ['add', 'replace'], apply: refuse },
]
