import { responseFor } from '../gatewayResponses.ts'
import type { GatewayResponseRecord } from '../records.ts'
import type { GatewayFailure } from './gatewayFailure.ts'
import { isSendable } from './headers.ts'
import { responseTemplate } from './integrationResponse.ts'
import { readExpression } from './mapParameters.ts'
import { MappingContext } from './mappingContext.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'
import { toMap } from './vtl/values.ts'

/** `$context.error.message`, `$stageVariables.x`, `$method.request.header.X`: a gateway response knows no more of templates. */
const variable = /\$((?:context|stageVariables|method\.request)(?:\.[\w-]+)+)/g

export const usualAnswer = ({ status, headers, body }: GatewayFailure): MethodAnswer => ({
  status,
  headers,
  body,
})

/** `$context.error`. What is wrong with a body is escaped for the quotes that a template puts around it (public logs 4701509277, 425682713). */
function errorOf({ message, awsType, validationErrors }: GatewayFailure) {
  const validationErrorString = validationErrors && JSON.stringify(validationErrors).slice(1, -1)
  return { message, messageString: JSON.stringify(message), responseType: awsType, validationErrorString }
}

/**
 * What a client gets of a failure: API Gateway's own answer, or the API's where it has one for it. A status that the API
 * does not name stays what it is (test_lambda_aws_proxy_integration_non_post_method).
 */
export function answerFailure(
  failure: GatewayFailure,
  responses: readonly GatewayResponseRecord[] | undefined,
  request: MethodRequest,
): MethodAnswer {
  const { awsType, headers } = failure
  const found = responses && awsType && responseFor(responses, awsType)
  if (!found) return usualAnswer(failure)
  const context = new MappingContext(request)
  context.$context.set('error', toMap(errorOf(failure)))
  const [contentType = 'application/json', template = ''] =
    responseTemplate(found.responseTemplates, context.request.headers.get('accept')) ?? []
  headers.set('Content-Type', contentType)
  for (const [target, source] of Object.entries(found.responseParameters)) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1]
    const value = readExpression(source, context)
    if (name !== undefined && value !== undefined && isSendable(name, [value])) headers.set(name, value)
  }
  const body = (template ?? '').replace(
    variable,
    (_, source: string) => readExpression(source, context) ?? '',
  )
  const status = Number(found.statusCode)
  return { status: status >= 200 ? status : failure.status, headers, body } // 1xx is no answer to a request
}
