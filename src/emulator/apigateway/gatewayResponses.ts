import type { GatewayResponseType } from '@aws-sdk/client-api-gateway'
import type { ApiGatewayHandlers, Call } from '../context.ts'
import { badRequest } from '../wire/awsError.ts'
import { find, invalidStatusCode, keep, remove } from './find.ts'
import { pageOf } from './pages.ts'
import { checkGatewayMappings } from './parameterMappings.ts'
import { entriesOf, fits, patcher, replacing, supports } from './patch.ts'
import { checkContentTypes, textReader } from './readers.ts'
import { type GatewayResponseRecord, gatewayResponses, restApis } from './records.ts'

/** The status of each, as AWS shows it (test_gateway_response_crud); the two defaults have none. */
const statuses: Readonly<Record<GatewayResponseType, string | undefined>> = {
  ACCESS_DENIED: '403',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: '403',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  QUOTA_EXCEEDED: '429',
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  THROTTLED: '429',
  UNAUTHORIZED: '401',
  UNSUPPORTED_MEDIA_TYPE: '415',
  WAF_FILTERED: '403',
}

const gatewayResponseTypes = Object.keys(statuses) as readonly GatewayResponseType[] // the keys that it is typed by

const usual = (responseType: GatewayResponseType): GatewayResponseRecord => ({
  responseType,
  responseParameters: {},
  responseTemplates: { 'application/json': '{"message":$context.error.messageString}' },
})

/** What answers a failure: the API's own response of its type, else that for all of its hundred (test_gateway_response_put). */
export const responseFor = (
  responses: readonly GatewayResponseRecord[],
  type: GatewayResponseType,
): GatewayResponseRecord | undefined =>
  responses.find(({ responseType }) => responseType === type) ??
  responses.find(({ responseType }) => responseType === `DEFAULT_${statuses[type]?.[0]}XX`)

function view(responses: readonly GatewayResponseRecord[], type: GatewayResponseType) {
  const found = responseFor(responses, type) ?? usual(type)
  const statusCode = found.statusCode ?? statuses[type]
  return {
    ...found,
    responseType: type,
    statusCode,
    defaultResponse: !responses.some((each) => each.responseType === type),
  }
}

const entryReader = (what: string) => textReader(`Invalid null or empty value in ${what}`)

/** One text for both (test_update_gateway_response). */
const byPathAndOperation = patcher((rules, op, path) => {
  const rule = rules.find((each) => fits(each, path))
  if (!rule || !supports(rule, op)) throw badRequest(`Invalid patch path ${path}`)
  return rule
})

const patchResponse = byPathAndOperation<GatewayResponseRecord>([
  replacing('statusCode', (text) => {
    if (!/^[1-5]\d\d$/.test(text ?? '')) throw badRequest(invalidStatusCode)
    return text
  }),
  entriesOf('responseParameters', 'name', entryReader('responseParameters')),
  entriesOf('responseTemplates', 'contentType', entryReader('responseTemplates')),
])

/** Maps that lost their last entry are shown all the same, as those of every gateway response are (test_gateway_response_crud). */
function keepResponse(call: Call, restApiId: string, patched: GatewayResponseRecord) {
  const { responseParameters = {}, responseTemplates = {} } = patched
  const response = { ...patched, responseParameters, responseTemplates }
  checkGatewayMappings(responseParameters)
  checkContentTypes(responseTemplates)
  keep(call, gatewayResponses, response, restApiId)
  return view([response], response.responseType)
}

export const gatewayResponseHandlers = {
  /** What it does not name is as usual, whatever the default for its hundred is (test_gateway_response_put). */
  PutGatewayResponse(input, call) {
    const { restApiId, responseType, statusCode, responseParameters = {} } = input
    find(call, restApis, restApiId)
    const { responseTemplates = usual(responseType).responseTemplates } = input
    const response = { responseType, statusCode, responseParameters, responseTemplates }
    return keepResponse(call, restApiId, response)
  },

  GetGatewayResponse({ restApiId, responseType }, call) {
    find(call, restApis, restApiId)
    return view(call.scope.list(gatewayResponses, restApiId), responseType)
  },

  GetGatewayResponses(input, call) {
    find(call, restApis, input.restApiId)
    const responses = call.scope.list(gatewayResponses, input.restApiId)
    return pageOf(
      gatewayResponseTypes,
      (type) => type,
      input,
      (type) => view(responses, type),
    )
  },

  UpdateGatewayResponse(input, call) {
    const { restApiId, responseType, patchOperations } = input
    find(call, restApis, restApiId)
    const before = call.scope.get(gatewayResponses, responseType, restApiId) ?? usual(responseType)
    return keepResponse(call, restApiId, patchResponse(before, patchOperations))
  },

  DeleteGatewayResponse({ restApiId, responseType }, call) {
    find(call, restApis, restApiId)
    return remove(call, gatewayResponses, responseType, restApiId)
  },
} satisfies ApiGatewayHandlers
