import type { IncomingMessage } from 'node:http'
import type { InvokeUrlTarget, RecordedCall } from './calls.ts'

/** The two path forms of invoke URLs that local clouds know: `/_aws/execute-api/API/STAGE/…` and the older one. */
const forms = [
  /^\/_aws\/execute-api\/([^/]+)\/([^/]*)(\/.*)?$/,
  /^\/restapis\/([^/]+)\/([^/]*)\/_user_request_(\/.*)?$/,
]

export function readInvokeUrl(pathname: string, host: string): InvokeUrlTarget | undefined {
  for (const form of forms) {
    const [, restApiId, stageName, path] = form.exec(pathname) ?? []
    if (restApiId !== undefined)
      return { kind: 'invoke-url', restApiId, stageName: stageName ?? '', path: path ?? '/' }
  }
  const restApiId = /^([a-z0-9]+)\.execute-api\./.exec(host)?.[1]
  if (restApiId === undefined) return undefined
  const [, stageName = '', path = '/'] = /^\/([^/]*)(\/.*)?$/.exec(pathname) ?? []
  return { kind: 'invoke-url', restApiId, stageName, path }
}

/** What a request is for. The credential names account and region (`Credential=KEY/DATE/REGION/service/…`). */
export async function readTarget(incoming: IncomingMessage): Promise<RecordedCall['target']> {
  const url = new URL(incoming.url ?? '/', 'http://localhost')
  const invokeUrl = readInvokeUrl(url.pathname, incoming.headers.host ?? '')
  if (invokeUrl) return invokeUrl
  const { identifyOperation } = await import('../emulator/index.ts')
  const match = identifyOperation(incoming.method ?? 'GET', url)
  if (!match) return { kind: 'other' }
  const { service, name } = match.operation
  const [, account = '', region = ''] =
    /Credential=([^/,\s]+)\/\d+\/([^/,\s]+)\//.exec(incoming.headers.authorization ?? '') ?? []
  return { kind: 'aws', service, operation: name, labels: match.labels, account, region }
}
