import type { ApiGatewayHandlers, Call } from '../context.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import { javaRegex } from './execute/vtl/javaRegex.ts'
import {
  findIntegration,
  findMethod,
  findResource,
  invalidIntegration,
  invalidStatusCode,
  keepMethod,
  type MethodPlace,
  present,
} from './find.ts'
import { checkResponseMappings } from './mappings.ts'
import { own, withEntry, withoutEntry } from './maps.ts'
import { applyPatches, byPath, type PatchRule } from './patch.ts'
import { entriesOf, replacing } from './patchRules.ts'
import type { IntegrationResponseRecord, MethodRecord } from './records.ts'
import { checkContentTypes, keptTemplate, keptTemplates, readContentHandling } from './values.ts'

type Place = MethodPlace & { readonly statusCode: string }

const responseRules: readonly PatchRule<IntegrationResponseRecord>[] = [
  replacing('selectionPattern', (text = '') => text),
  replacing('contentHandling', readContentHandling),
  entriesOf('responseParameters', 'name', (text) => text),
  entriesOf('responseTemplates', 'contentType', keptTemplate),
]

const responsesOf = (method: MethodRecord) => method.methodIntegration?.integrationResponses

/**
 * One response is the default: no pattern and an empty one are the same (the text: public logs of 2017). That of a pattern
 * which is none: cdk-preflight pf-apigw-integration-response-selection-pattern.
 */
function checkPattern(method: MethodRecord, response: IntegrationResponseRecord): void {
  if (!javaRegex(response.selectionPattern ?? '')) throw badRequest('Invalid regex pattern specified')
  const pattern = response.selectionPattern || 'default'
  const others = Object.values(responsesOf(method) ?? {})
  if (
    others.some(
      (other) =>
        other.statusCode !== response.statusCode && (other.selectionPattern || 'default') === pattern,
    )
  )
    throw conflict(`Integration response with selection pattern ${pattern} already exists`)
}

/** The method response may still be missing, unless headers are mapped to it. */
function keep(call: Call, place: Place, response: IntegrationResponseRecord): IntegrationResponseRecord {
  const method = findMethod(call, place)
  const methodIntegration = findIntegration(call, place)
  const { statusCode } = place
  checkContentTypes(response.responseTemplates)
  checkResponseMappings(
    response.responseParameters,
    own(method.methodResponses, statusCode)?.responseParameters,
  )
  checkPattern(method, response)
  const integrationResponses = withEntry(methodIntegration.integrationResponses, statusCode, response)
  keepMethod(call, place, { ...method, methodIntegration: { ...methodIntegration, integrationResponses } })
  return response
}

const find = (call: Call, place: Place): IntegrationResponseRecord =>
  present(own(findIntegration(call, place).integrationResponses, place.statusCode), invalidStatusCode)

export const integrationResponseHandlers = {
  PutIntegrationResponse(input, call) {
    const { statusCode, selectionPattern, responseParameters, responseTemplates, contentHandling } = input
    return keep(call, input, {
      statusCode,
      selectionPattern,
      responseParameters,
      responseTemplates: keptTemplates(responseTemplates),
      contentHandling,
    })
  },

  GetIntegrationResponse: (input, call) => find(call, input),

  UpdateIntegrationResponse(input, call) {
    return keep(call, input, applyPatches(find(call, input), input.patchOperations, responseRules, byPath))
  },

  /** Here a missing method gives the integration's text (test_delete_integration_response_errors). */
  DeleteIntegrationResponse(input, call) {
    const { methods } = findResource(call, input.restApiId, input.resourceId)
    present(own(methods, input.httpMethod)?.methodIntegration, invalidIntegration)
    find(call, input)
    const method = findMethod(call, input)
    const integration = findIntegration(call, input)
    const integrationResponses = withoutEntry(integration.integrationResponses, input.statusCode)
    keepMethod(call, input, { ...method, methodIntegration: { ...integration, integrationResponses } })
    return {}
  },
} satisfies ApiGatewayHandlers
