import type { Call, Handler } from '../context.ts'
import { findRestApi } from './find.ts'

const none = () => ({ items: [] })

const noneOf = ({ restApiId }: { readonly restApiId: string }, call: Call) => {
  findRestApi(call, restApiId)
  return { items: [] }
}

/** Nouns that cannot be made in this cloud (creating one answers 501), so that a list of them is truly empty. */
const ofAccount = ['GetClientCertificates', 'GetDomainNames', 'GetVpcLinks'] as const
const ofApi = ['GetDocumentationParts', 'GetDocumentationVersions'] as const

export const emptyListHandlers: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(ofAccount.map((name) => [name, none])),
  ...Object.fromEntries(ofApi.map((name) => [name, noneOf])),
}
