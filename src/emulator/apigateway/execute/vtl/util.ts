import { readJson } from './jsonReader.ts'
import { toText } from './printed.ts'
import { checkLength, TemplateError, type Value, VtlObject } from './values.ts'

const escapes: Readonly<Record<string, string>> = {
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
}

const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase()

/** Apache Commons' escapeJavaScript, which AWS's documentation describes by its single quotes (`\'`). */
const escapeJavaScript = (text: string) =>
  text.replace(
    /['"\\/]|[^\x20-\x7f]/g,
    (character) => escapes[character] ?? `\\u${hex(character).padStart(4, '0')}`,
  )

/** Java's URLEncoder: a form's rules, so a blank is `+`. */
const urlEncode = (text: string) =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[!'()~]/g, (character) => `%${hex(character)}`)
    .replace(/%20/g, '+')

/** Java's URLDecoder: bytes that are no UTF-8 become U+FFFD, a `%` without two digits is an error. */
function urlDecode(text: string): string {
  if (/%(?![\da-f]{2})/i.test(text)) throw new TemplateError(`${text} is not URL encoded`)
  return text
    .replace(/\+/g, ' ')
    .replace(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
}

const ofText =
  (work: (text: string) => Value) =>
  (args: readonly Value[]): Value =>
    work(checkLength(toText(args[0])))

/** `$util`, as far as API Gateway documents it. */
export const util = new VtlObject(
  {},
  {
    escapeJavaScript: ofText(escapeJavaScript),
    parseJson: ofText(readJson),
    urlEncode: ofText(urlEncode),
    urlDecode: ofText(urlDecode),
    base64Encode: ofText((text) => Buffer.from(text).toString('base64')),
    base64Decode: ofText((text) => Buffer.from(text, 'base64').toString()),
  },
)
