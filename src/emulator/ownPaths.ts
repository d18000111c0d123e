import { exportAccount, importAccount, isAccountCopy } from './accountCopy.ts'
import type { Host } from './context.ts'
import { jsonIn } from './json.ts'
import { maxBody, type WireRequest } from './wire/request.ts'
import type { WireAnswer } from './wire/response.ts'

const json = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

function answerAccount(request: WireRequest, account: string, host: Host): WireAnswer {
  if (request.method === 'GET') return json(200, exportAccount(host, account))
  if (request.method !== 'PUT') return json(405, { message: 'GET or PUT' })
  if (request.size > maxBody) return json(413, { message: `more than ${maxBody} bytes` })
  const copy = jsonIn(request.body.toString('utf8'))
  if (!isAccountCopy(copy)) return json(400, { message: 'not a copy of an account' })
  try {
    importAccount(host, account, copy)
  } catch (error) {
    return json(500, { message: `the copy could not be kept: ${error}` })
  }
  return json(200, { account })
}

function answerCode(hex: string, { blobs }: Host): WireAnswer {
  const sha256 = Buffer.from(hex, 'hex').toString('base64')
  if (!blobs.has(sha256)) return json(404, { message: 'there is no such code' })
  return { status: 200, headers: { 'content-type': 'application/zip' }, body: blobs.get(sha256) }
}

/**
 * The paths that are the emulator's and not AWS's: `/_health`, `/_code/{SHA-256}`, which gives a function's zip, and
 * `/_accounts/{id}`, which reads or replaces everything that an account owns (see AccountCopy). Undefined for every other.
 */
export function answerOwnPath(request: WireRequest, host: Host): WireAnswer | undefined {
  const { path } = request
  if (path === '/_health')
    return json(200, { status: 'ok', instance: host.instance, services: ['apigateway', 'lambda'] })
  const sha256 = /^\/_code\/([0-9a-f]{64})$/.exec(path)?.[1]
  if (sha256 !== undefined) return answerCode(sha256, host)
  const account = /^\/_accounts\/(\d{12})$/.exec(path)?.[1]
  return account === undefined ? undefined : answerAccount(request, account, host)
}
