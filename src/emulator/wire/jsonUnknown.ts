/** Words of a payload that Jackson does not know: see jsonComplaint.ts. */
import { anyValue, Complaint, decodeChar } from './jsonTokens.ts'

/** What an identifier of Java begins with and goes on with: Jackson reads such as one token, its first byte as a character. */
export const identifierStart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\d]/u
const identifierPart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}]/u

/** Characters of a token that Jackson shows. */
const maxToken = 256

const unknownToken = (token: string, at: number, more?: number) =>
  new Complaint(`Unrecognized token '${token}': was expecting (${anyValue})`, at, more)

export function unrecognized(text: string, from: number): Complaint {
  let token = text.charAt(from)
  for (let at = from + 1; at < text.length; ) {
    const [char, size] = decodeChar(text, at)
    at += size
    if (!identifierPart.test(char)) return unknownToken(token, at - 1, 1) // it may be a line end
    token += char
    if (token.length >= maxToken) return unknownToken(`${token}...`, at)
  }
  return unknownToken(token, text.length)
}

/** A number of JavaScript that is none of JSON, with its sign; undefined where there is none at `from`. */
export function nonStandard(text: string, from: number): Complaint | undefined {
  const [token] = /(?:NaN|[-+]INF|[-+]?Infinity)(?![\w$])/y.exec(text.slice(from, from + 10)) ?? []
  if (token === undefined) return undefined
  const allow = '`JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS`'
  return new Complaint(`Non-standard token '${token}': enable ${allow} to allow`, from + token.length)
}
