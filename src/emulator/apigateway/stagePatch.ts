import type { Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { cacheSizes } from '../wire/constraintTable.ts'
import { fits, orAbsent, patcher, replacing, supports } from './patch.ts'
import { optionReader, readBoolean } from './readers.ts'
import type { StageRecord } from './records.ts'
import { accessLogRules } from './stageAccessLogs.ts'
import { canaryRules, promote } from './stageCanary.ts'
import { methodSettingRule } from './stageMethodSettings.ts'
import { cannotRemove, invalidOperation } from './stagePatchErrors.ts'
import { checkDeploymentId, patchVariables } from './stageRecord.ts'

const readCacheSize = optionReader('cache cluster size', cacheSizes)

/** There are no client certificates in this cloud, so no id of one is valid. */
function readCertificate(id: string | undefined): undefined {
  if (id) throw badRequest('Invalid client certificate identifier specified')
}

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
