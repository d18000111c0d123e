import { randomInt } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A text of this many characters, each one of those. */
export const randomText = (from: string, length: number): string =>
  Array.from({ length }, () => from[randomInt(from.length)]).join('')

/** An id as API Gateway makes them: small letters and digits, 10 for an API, 6 for what is inside it. */
export const newId = (length: 6 | 10): string => randomText(alphabet, length)

/** The value of an API key, where the account does not choose one. */
export const newKeyValue = (): string => randomText(alphabet + alphabet.slice(0, 26).toUpperCase(), 40)

/** AWS's long id (`x-amz-apigw-id`) of a request: 15 hexadecimal digits here, where AWS has base64, and `=`. */
export const extendedRequestId = (requestId: string): string => `${requestId.replaceAll('-', '').slice(-15)}=`

/** The root of a trace: when it was begun, in milliseconds since 1970, and 24 of a request's hexadecimal digits. */
export const traceRoot = (digits: string, time: number): string =>
  `Root=1-${Math.floor(time / 1000)
    .toString(16)
    .padStart(8, '0')}-${digits.slice(0, 24)}`

/** A field of a header `X-Amzn-Trace-Id`. */
export const traceField = (header: string, name: string): string | undefined =>
  new RegExp(`(?:^|;)\\s*${name}=([\\w-]+)`, 'i').exec(header)?.[1]

/**
 * The trace of an Invoke: its client's (test_xray_trace_propagation), or one that is made of its request's id. Nothing is
 * traced here. The parts are those that public logs of 2024 and later have.
 */
export function traceOfInvoke(requestId: string, time: number, sent = ''): string {
  const digits = requestId.replaceAll('-', '')
  const root = traceField(sent, 'Root')
  const ofClient = (name: string) => (root === undefined ? undefined : traceField(sent, name))
  const begun = root === undefined ? traceRoot(digits, time) : `Root=${root}`
  const parent = ofClient('Parent') ?? digits.slice(16)
  return `${begun};Parent=${parent};Sampled=${ofClient('Sampled') ?? '0'};Lineage=1:${digits.slice(24)}:0`
}
