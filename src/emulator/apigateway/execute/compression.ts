import { promisify } from 'node:util'
import { deflate, gunzip, gzip, inflate } from 'node:zlib'
import type { WireRequest } from '../../wire/request.ts'
import { GatewayFailure } from './gatewayFailure.ts'
import type { MethodAnswer, MethodRequest } from './methodRequest.ts'

/** What API Gateway can read and write (developer guide, api-gateway-enable-compression); `identity` is neither. */
const codings = {
  gzip: { pack: promisify(gzip), unpack: promisify(gunzip) },
  deflate: { pack: promisify(deflate), unpack: promisify(inflate) },
} as const

type Coding = keyof typeof codings

const isCoding = (name: string): name is Coding => Object.hasOwn(codings, name)

const maxOutputLength = 10 * 1024 * 1024

const codingOf = ({ headers, body }: WireRequest): string => {
  const name = body.length > 0 ? headers['content-encoding']?.trim().toLowerCase() : undefined
  return name === 'identity' ? '' : (name ?? '')
}

/** Whether a client says that its body is packed. A request without a body may say so too (test_apigateway_header_remapping_http). */
export const isPacked = (request: WireRequest): boolean => codingOf(request) !== ''

/**
 * A client's body as all else takes it: unpacked, whatever the API's settings are; the header stays for a function (serverless-http#194).
 * Throws where it is not packed as it says (developer guide, api-gateway-make-request-with-compressed-payload).
 */
export async function unpacked(request: WireRequest): Promise<Buffer> {
  const coding = codingOf(request)
  if (!isCoding(coding)) throw new GatewayFailure('UNSUPPORTED_MEDIA_TYPE')
  return codings[coding].unpack(request.body, { maxOutputLength }).catch((error: NodeJS.ErrnoException) => {
    throw new GatewayFailure(
      error.code === 'ERR_BUFFER_TOO_LARGE' ? 'REQUEST_TOO_LARGE' : 'UNSUPPORTED_MEDIA_TYPE',
    )
  })
}

/** The coding that a client likes best, of several that it likes as much the first; only a supported one counts (same guide). */
function wanted(accepted: string): Coding | undefined {
  const liked = accepted.split(',').map((entry) => {
    const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    return { name, quality: quality === undefined ? 1 : Number(quality) || 0 }
  })
  const best = liked.reduce((first, each) => (each.quality > first.quality ? each : first))
  return best.quality > 0 && isCoding(best.name) ? best.name : undefined
}

/**
 * A method's answer packed for its client, where the API has a smallest size for that, the client names a coding, and the
 * integration has not packed it itself (developer guide, api-gateway-receive-response-with-compressed-payload).
 */
export async function packed(answer: MethodAnswer, request: MethodRequest): Promise<MethodAnswer> {
  const smallest = request.api.minimumCompressionSize
  if (smallest === undefined || answer.headers.has('content-encoding')) return answer
  const coding = wanted(request.headers.get('accept-encoding') ?? '')
  const size = Buffer.byteLength(answer.body)
  if (coding === undefined || size === 0 || size < smallest) return answer
  const body = await codings[coding].pack(answer.body)
  answer.headers.set('Content-Encoding', coding)
  return { ...answer, body }
}
