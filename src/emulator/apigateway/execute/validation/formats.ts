import { isIPv4, isIPv6 } from 'node:net'
import { ecmaRegex } from '../../javaRegex.ts'

/** What is wrong with a text. */
type Complain = (text: string) => string | undefined

const unless =
  (is: (text: string) => boolean, complaint: string): Complain =>
  (text) =>
    is(text) ? undefined : `string "${text}" ${complaint}`

const unlessInput =
  (is: (text: string) => boolean, what: string): Complain =>
  (text) =>
    is(text) ? undefined : `input string "${text}" is not a valid ${what}`

const email = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+$/
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:?\d\d)$/
/** Java's URI may be a relative one. */
const noUri = /[\s<>"{}|\\^`]|%(?![\da-f]{2})|^[^/?#]*:$/i
const noScheme = /^(?![a-z][a-z\d+.-]*:)[^/?#]*:/i
const mac = /^[a-z\d]{2}(:[a-z\d]{2}){5}$/i
/** Java is content with fewer digits than there should be. */
const uuid = /^(?=.{1,36}$)[\da-f]+(-[\da-f]+){4}$/i
/** What is not in ASCII may stand in a label of Guava's InternetDomainName. */
const label = /^(?![-_])[\w\-\u0080-\uffff]{1,63}(?<![-_])$/

function isHostname(text: string): boolean {
  const labels = text.slice(0, 255).replace(/\.$/, '').split('.')
  const isShort = labels.join('.').length <= 253 && labels.length <= 127
  return isShort && labels.every((each) => label.test(each)) && !/^\d/.test(labels.at(-1) ?? '')
}

/** V8 takes the 31st of February for a day in March. */
function isDateTime(text: string): boolean {
  const seconds = text.slice(0, 19)
  const time = dateTime.test(text) ? Date.parse(`${seconds}Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(seconds)
}

const isPointer = (text: string) => text === '' || (text.startsWith('/') && !/~(?![01])/.test(text))

const hexadecimal =
  (length: number): Complain =>
  (text) => {
    if (text.length !== length)
      return `input string has incorrect length (${text.length}, expected ${length})`
    const index = text.search(/[^\da-f]/i)
    return index < 0 ? undefined : `illegal character "${text[index]}" in input at index ${index}`
  }

const base64: Complain = (text) => {
  if (text.length % 4 !== 0) return `input has illegal length (must be a multiple of 4, found ${text.length})`
  const index = text.replace(/==?$/, '').search(/[^a-z\d+/]/i)
  return index < 0
    ? undefined
    : `illegal character "${text[index]}" at index ${index} (not in Base64 alphabet)`
}

/**
 * The formats that AWS's validator knows, in its words: those of JSON Schema draft 4 and some of its own
 * (java-json-tools/json-schema-validator, ExtraFormatsDictionary). API Gateway refuses what is no email (dod-ccpo/atat-web-api#204); any
 * other format says nothing.
 */
export const formats: Readonly<Record<string, Complain>> = {
  email: unless((text) => email.test(text), 'is not a valid email address'),
  hostname: unless(isHostname, 'is not a valid hostname'),
  ipv4: unless(isIPv4, 'is not a valid IPv4 address'),
  ipv6: unless(isIPv6, 'is not a valid IPv6 address'),
  uri: unless((text) => !noUri.test(text) && !noScheme.test(text), 'is not a valid URI'),
  regex: unless((text) => ecmaRegex(text) !== undefined, 'is not a valid ECMA 262 regular expression'),
  'date-time': unless(
    isDateTime,
    "is invalid against requested date format(s) [yyyy-MM-dd'T'HH:mm:ssZ, yyyy-MM-dd'T'HH:mm:ss.[0-9]{1,12}Z]",
  ),
  base64,
  'json-pointer': unlessInput(isPointer, 'JSON Pointer'),
  mac: unlessInput((text) => mac.test(text), 'MAC address'),
  md5: hexadecimal(32),
  sha1: hexadecimal(40),
  sha256: hexadecimal(64),
  sha512: hexadecimal(128),
  uuid: unlessInput((text) => uuid.test(text), 'UUID'),
}
