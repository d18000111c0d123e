import { isIPv4, isIPv6 } from 'node:net'
import { ecmaRegex } from '../../javaRegex.ts'

type Complain = (text: string) => string | undefined

const unless =
  (is: (text: string) => boolean, complaint: string): Complain =>
  (text) =>
    is(text) ? undefined : complaint

const email = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/
const hostname = /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/
/** Java's URI may be a relative one. */
const noUri = /[\s<>"{}|\\^`]|%(?![\da-f]{2})/i

/** V8 takes the 31st of February for a day in March. */
function isDateTime(text: string): boolean {
  const seconds = text.slice(0, 19)
  const time = dateTime.test(text) ? Date.parse(`${seconds}Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(seconds)
}

/**
 * The formats of JSON Schema draft 4, in the words of AWS's validator. API Gateway refuses what is no email
 * (dod-ccpo/atat-web-api#204); a format that draft 4 has not says nothing.
 */
export const formats: Readonly<Record<string, Complain>> = {
  email: unless((text) => email.test(text), 'is not a valid email address'),
  hostname: unless((text) => hostname.test(text), 'is not a valid hostname'),
  ipv4: unless(isIPv4, 'is not a valid IPv4 address'),
  ipv6: unless(isIPv6, 'is not a valid IPv6 address'),
  uri: unless((text) => !noUri.test(text), 'is not a valid URI'),
  regex: unless((text) => ecmaRegex(text) !== undefined, 'is not a valid ECMA 262 regular expression'),
  'date-time': unless(
    isDateTime,
    "is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
  ),
}
