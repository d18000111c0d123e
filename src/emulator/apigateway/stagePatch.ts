import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { cacheSizes } from '../wire/constraintTable.ts'
import { fits, orAbsent, patcher, replacing, supports } from './patch.ts'
import { optionReader, readBoolean } from './readers.ts'
import type { StageRecord } from './records.ts'
import { canaryRules, promote } from './stageCanary.ts'
import { methodSettingRule } from './stageMethodSettings.ts'
import { cannotRemove, invalidOperation } from './stagePatchErrors.ts'
import { checkDeploymentId, patchVariables, type StageRule } from './stageRecord.ts'

const readCacheSize = optionReader('cache cluster size', cacheSizes)

/** There are no client certificates in this cloud, so no id of one is valid. */
function readCertificate(id: string | undefined): undefined {
  if (id) throw badRequest('Invalid client certificate identifier specified')
}

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

const accessLog = (member: 'destinationArn' | 'format', check: (value: string) => void): StageRule => ({
  path: `/accessLogSettings/${member}`,
  ops: ['add', 'replace'],
  apply: ({ accessLogSettings }, { value }) => {
    if (!value) throw badRequest('Access Log value must not be empty')
    check(value)
    return { accessLogSettings: { ...accessLogSettings, [member]: value } }
  },
})

const refuseAccessLog = (): never => {
  throw badRequest(
    'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]',
  )
}

/** Only all of it can be removed (test_stage_access_log_settings and its validation). */
const accessLogRules: readonly StageRule[] = [
  {
    path: '/accessLogSettings',
    ops: ['add', 'replace', 'remove'],
    apply: (_, { op }) => (op === 'remove' ? { accessLogSettings: undefined } : refuseAccessLog()),
  },
  accessLog('destinationArn', checkDestination),
  accessLog('format', checkFormat),
  { path: '/accessLogSettings/{member+}', ops: ['add', 'replace'], apply: refuseAccessLog },
]

/** `copy` has one rule for all paths; an operation that is not named counts as `replace`. */
const byStagePath = patcher((rules, op, path) => {
  const rule = rules.find((each) => supports(each, 'copy') === (op === 'copy') && fits(each, path))
  if (rule && supports(rule, op === 'null' ? 'replace' : op)) return rule
  throw op === 'remove' ? cannotRemove(path) : invalidOperation(op, path)
})

/** `add` is for access logs alone (AWS's patch table). */
export const patchStage = (call: Call, restApiId: string) =>
  byStagePath<StageRecord>([
    replacing('deploymentId', (id) => checkDeploymentId(call, restApiId, id)),
    replacing('description', orAbsent),
    {
      path: '/cacheClusterEnabled',
      ops: ['replace'],
      // A cache that is off keeps its size (cloud-custodian test_rest_stage_update).
      apply: ({ cacheClusterSize }, { value }) => ({
        cacheClusterEnabled: readBoolean(value),
        cacheClusterSize: cacheClusterSize ?? (readBoolean(value) ? '0.5' : undefined),
      }),
    },
    replacing('cacheClusterSize', readCacheSize),
    replacing('clientCertificateId', readCertificate),
    replacing('tracingEnabled', readBoolean),
    // Not in AWS's own list of paths, but taken: Terraform's provider patches it.
    replacing('documentationVersion', orAbsent),
    {
      path: '/variables/{name}',
      ops: ['replace', 'remove'],
      apply: ({ variables }, patch) => ({ variables: patchVariables(variables, patch) }),
    },
    ...accessLogRules,
    ...canaryRules(call, restApiId),
    { path: '{path+}', ops: ['copy'], apply: promote },
    methodSettingRule(call),
  ])
