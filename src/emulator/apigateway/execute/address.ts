import type { WireRequest } from '../../wire/request.ts'

/** Where a request to an invoke URL goes. */
export interface Address {
  readonly apiId: string
  readonly stage: string
  /** Behind the stage, with the slash it begins with; '' where there is none. Not decoded. */
  readonly path: string
}

const ownForm = '/_aws/execute-api/'
const userRequest = /^\/restapis\/([^/]+)\/([^/]+)\/_user_request_(?:\/(.*))?$/s

/** `/{stage}/{path}`; slashes before the stage do not count (aws-recorded, test_lambda_aws_proxy_integration). */
function behindStage(apiId: string, path: string): Address {
  const trimmed = path.replace(/^\/+/, '')
  const slash = trimmed.indexOf('/')
  return slash < 0
    ? { apiId, stage: trimmed, path: '' }
    : { apiId, stage: trimmed.slice(0, slash), path: trimmed.slice(slash) }
}

/**
 * The address that a request names; undefined where it is no invoke URL. Forms: `/_aws/execute-api/{api}/{stage}/…`,
 * `/restapis/{api}/{stage}/_user_request_/…`, and a Host `{api}.execute-api.…` with `/{stage}/…`.
 * Runs for every request, so it looks at a few characters before anything else.
 */
export function readAddress({ path, headers }: WireRequest): Address | undefined {
  const host = (headers.host ?? '').toLowerCase()
  const dot = host.indexOf('.')
  if (dot > 0 && host.startsWith('.execute-api.', dot)) return behindStage(host.slice(0, dot), path)
  if (path.startsWith(ownForm)) {
    const [apiId = ''] = path.slice(ownForm.length).split('/', 1)
    return behindStage(apiId, path.slice(ownForm.length + apiId.length))
  }
  if (!path.startsWith('/restapis/') || !path.includes('/_user_request_')) return undefined
  const [, apiId, stage, rest] = userRequest.exec(path) ?? []
  if (apiId === undefined || stage === undefined) return undefined
  return { apiId, stage, path: rest === undefined ? '' : `/${rest}` }
}
