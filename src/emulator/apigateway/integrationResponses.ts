import type { ApiGatewayHandlers, Call } from '../context.ts'
import { badRequest, conflict } from '../wire/awsError.ts'
import {
  find,
  findIntegration,
  findMethod,
  invalidIntegration,
  invalidStatusCode,
  keepIntegration,
  present,
  type ResponsePlace,
} from './find.ts'
import { javaRegex } from './javaRegex.ts'
import { own, withEntry, withoutEntry } from './maps.ts'
import { checkResponseMappings } from './parameterMappings.ts'
import { byPath, entriesOf, replacing } from './patch.ts'
import { checkContentTypes, keptTemplate, keptTemplates, readContentHandling } from './readers.ts'
import { type IntegrationRecord, type IntegrationResponseRecord, resources } from './records.ts'

const patchResponse = byPath<IntegrationResponseRecord>([
  replacing('selectionPattern', (text = '') => text),
  replacing('contentHandling', readContentHandling),
  entriesOf('responseParameters', 'name', (text) => text),
  entriesOf('responseTemplates', 'contentType', keptTemplate),
])

/**
 * One response is the default: no pattern and an empty one are the same (the text: public logs of 2017). That of a pattern
 * which is none: cdk-preflight pf-apigw-integration-response-selection-pattern.
 */
function checkPattern(
  { integrationResponses = {} }: IntegrationRecord,
  { statusCode, selectionPattern }: IntegrationResponseRecord,
): void {
  if (!javaRegex(selectionPattern ?? '')) throw badRequest('Invalid regex pattern specified')
  const pattern = selectionPattern || 'default'
  const others = Object.values(integrationResponses).filter((other) => other.statusCode !== statusCode)
  if (others.some((other) => (other.selectionPattern || 'default') === pattern))
    throw conflict(`Integration response with selection pattern ${pattern} already exists`)
}

const findResponse = (call: Call, place: ResponsePlace): IntegrationResponseRecord =>
  present(own(findIntegration(call, place).integrationResponses, place.statusCode), invalidStatusCode)

/** The method response may still be missing, unless headers are mapped to it: the method must have one, and it the headers. */
function keepResponse(call: Call, place: ResponsePlace, response: IntegrationResponseRecord) {
  const { methodResponses } = findMethod(call, place)
  const integration = findIntegration(call, place)
  checkContentTypes(response.responseTemplates)
  checkResponseMappings(response.responseParameters, methodResponses, place.statusCode)
  checkPattern(integration, response)
  const integrationResponses = withEntry(integration.integrationResponses, place.statusCode, response)
  keepIntegration(call, place, { ...integration, integrationResponses })
  return response
}

export const integrationResponseHandlers = {
  PutIntegrationResponse(input, call) {
    const { statusCode, selectionPattern, responseParameters, responseTemplates, contentHandling } = input
    return keepResponse(call, input, {
      statusCode,
      selectionPattern,
      responseParameters,
      responseTemplates: keptTemplates(responseTemplates),
      contentHandling,
    })
  },

  GetIntegrationResponse: (input, call) => findResponse(call, input),

  UpdateIntegrationResponse: (input, call) =>
    keepResponse(call, input, patchResponse(findResponse(call, input), input.patchOperations)),

  /** Here a missing method gives the integration's text (test_delete_integration_response_errors). */
  DeleteIntegrationResponse(input, call) {
    const { methods } = find(call, resources, input.resourceId, input.restApiId)
    const integration = present(own(methods, input.httpMethod)?.methodIntegration, invalidIntegration)
    findResponse(call, input)
    const integrationResponses = withoutEntry(integration.integrationResponses, input.statusCode)
    keepIntegration(call, input, { ...integration, integrationResponses })
    return {}
  },
} satisfies ApiGatewayHandlers
