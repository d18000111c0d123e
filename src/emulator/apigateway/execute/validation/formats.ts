import { isIPv4, isIPv6 } from 'node:net'
import { javaRegex } from '../../javaRegex.ts'

type Complain = (text: string) => string | undefined

const unless =
  (is: (text: string) => boolean, complaint: string): Complain =>
  (text) =>
    is(text) ? undefined : complaint

const email = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/
const hostname = /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/
/** Java's URI may be a relative one. */
const uri = /^([^\s<>"{}|\\^`%]|%[\da-f]{2})*$/i

/**
 * The formats of JSON Schema draft 4, in the words of AWS's validator. API Gateway refuses what is no email
 * (dod-ccpo/atat-web-api#204); a format that draft 4 has not says nothing.
 */
export const formats: Readonly<Record<string, Complain>> = {
  email: unless((text) => email.test(text), 'is not a valid email address'),
  hostname: unless((text) => hostname.test(text), 'is not a valid hostname'),
  ipv4: unless(isIPv4, 'is not a valid IPv4 address'),
  ipv6: unless(isIPv6, 'is not a valid IPv6 address'),
  uri: unless((text) => uri.test(text), 'is not a valid URI'),
  regex: unless((text) => javaRegex(text) !== undefined, 'is not a valid ECMA 262 regular expression'),
  'date-time': unless(
    (text) => dateTime.test(text) && !Number.isNaN(Date.parse(text)),
    "is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
  ),
}
