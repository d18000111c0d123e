import type { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway'
import { own } from '../maps.ts'
import type { Templates } from '../records.ts'
import { configurationError } from './gatewayFailure.ts'

export const mediaType = (header: string | undefined) => header?.split(/[;,]/, 1)[0]?.trim().toLowerCase()

/**
 * Whether one of an API's binary media types covers that of a client's header; a missing one is that of JSON, so the type
 * that stands for all breaks a preflight by MOCK (public log clebert/aws-simple#167). Of several in Accept only the first
 * counts, and a star stands only for what is behind the slash or for all (test_aws_proxy_binary_response).
 */
export function isBinary(header: string | undefined, binaryMediaTypes: readonly string[] = []): boolean {
  if (binaryMediaTypes.length === 0) return false // of most APIs
  const type = mediaType(header ?? 'application/json') ?? ''
  const covers = (pattern: string) => {
    if (pattern === '*/*') return true
    if (pattern.startsWith('*')) return false
    return pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)))
  }
  return binaryMediaTypes.some((pattern) => covers(pattern.toLowerCase()))
}

/** As Java's basic decoder has it: no blanks and no line breaks; padding is right or left out. */
function isBase64(text: string): boolean {
  const padding = /^[A-Za-z0-9+/]*(={0,2})$/.exec(text)?.[1]?.length
  return padding === 0 ? text.length % 4 !== 1 : padding !== undefined && text.length % 4 === 0
}

/** Throws what AWS logs where a text that should be base64 is none (test_apigw_s3_binary_support_request_convert_to_binary). */
export function decodeBase64(text: string): Buffer {
  if (!isBase64(text)) throw configurationError('Unable to base64 decode the body.')
  return Buffer.from(text, 'base64')
}

/**
 * A payload as a template may read it (text) or pass on (bytes), by AWS's tables
 * (developer guide, api-gateway-payload-encodings-workflow). `encoded`: where a text has its bytes.
 */
export function convertBody(
  body: Buffer,
  isBytes: boolean,
  handling: ContentHandlingStrategy,
  encoded = body.toString(),
): Buffer | string {
  if (handling === 'CONVERT_TO_BINARY') return isBytes ? body : decodeBase64(encoded)
  return body.toString(isBytes ? 'base64' : 'utf8')
}

/** The template for a media type: its own, else `$default`, else none. An empty one is none. */
export function templateFor(
  templates: Templates | undefined,
  header: string | undefined,
): string | undefined {
  const type = mediaType(header) ?? 'application/json'
  return own(templates, header ?? type) || own(templates, type) || own(templates, '$default') || undefined
}
