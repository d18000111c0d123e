import type { ApiGatewayHandlers, Call } from '../context.ts'
import { findRestApi } from './find.ts'

const none = () => ({ items: [] })

function noneOfApi({ restApiId }: { readonly restApiId: string }, call: Call) {
  findRestApi(call, restApiId)
  return { items: [] }
}

/** Nouns that cannot be made in this cloud (creating one answers 501), so that a list of them is truly empty. */
export const emptyListHandlers = {
  GetClientCertificates: none,
  GetDomainNames: none,
  GetVpcLinks: none,
  GetDocumentationParts: noneOfApi,
  GetDocumentationVersions: noneOfApi,
} satisfies ApiGatewayHandlers
