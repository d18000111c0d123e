import type { ApiGatewayHandlers, Call, Handlers } from '../context.ts'
import { accountHandlers } from './account.ts'
import { apiKeyHandlers } from './apiKeys.ts'
import { authorizerHandlers } from './authorizers.ts'
import { deploymentHandlers } from './deployments.ts'
import { testInvokeHandlers } from './execute/testInvoke.ts'
import { find } from './find.ts'
import { gatewayResponseHandlers } from './gatewayResponses.ts'
import { integrationResponseHandlers } from './integrationResponses.ts'
import { integrationHandlers } from './integrations.ts'
import { methodResponseHandlers } from './methodResponses.ts'
import { methodHandlers } from './methods.ts'
import { modelHandlers } from './models.ts'
import { restApis } from './records.ts'
import { requestValidatorHandlers } from './requestValidators.ts'
import { resourceHandlers } from './resources.ts'
import { restApiHandlers } from './restApis.ts'
import { stageHandlers } from './stages.ts'
import { tagHandlers } from './tags.ts'
import { usagePlanKeyHandlers } from './usagePlanKeys.ts'
import { usagePlanHandlers } from './usagePlans.ts'

const none = () => ({ items: [] })

function noneOfApi({ restApiId }: { readonly restApiId: string }, call: Call) {
  find(call, restApis, restApiId)
  return { items: [] }
}

/** Nouns that cannot be made in this cloud (creating one answers 501), so that a list of them is truly empty. */
const emptyListHandlers = {
  GetClientCertificates: none,
  GetDomainNames: none,
  GetVpcLinks: none,
  GetDocumentationParts: noneOfApi,
  GetDocumentationVersions: noneOfApi,
} satisfies ApiGatewayHandlers

/** Every operation of API Gateway that this cloud answers, by AWS's name. */
export const apigatewayHandlers: Handlers = {
  ...restApiHandlers,
  ...resourceHandlers,
  ...methodHandlers,
  ...methodResponseHandlers,
  ...integrationHandlers,
  ...integrationResponseHandlers,
  ...deploymentHandlers,
  ...stageHandlers,
  ...modelHandlers,
  ...requestValidatorHandlers,
  ...gatewayResponseHandlers,
  ...apiKeyHandlers,
  ...usagePlanHandlers,
  ...usagePlanKeyHandlers,
  ...authorizerHandlers,
  ...accountHandlers,
  ...tagHandlers,
  ...testInvokeHandlers,
  ...emptyListHandlers,
}
