import { own } from './maps.ts'

/** Java's embedded flags that JavaScript has too; they stand at the start of a pattern. */
const embeddedFlags = /^\(\?([ims]+)\)/

/** What Java writes otherwise: quoted texts, POSIX classes, the ends of a text. */
const ofJava = /\\Q(.*?)(?:\\E|$)|\\p\{(\w+)\}|\\([AzZ])|\\.|[[\]]/gs

const posix: Readonly<Record<string, string>> = {
  Alnum: 'a-zA-Z0-9',
  Alpha: 'a-zA-Z',
  Blank: ' \\t',
  Digit: '0-9',
  Lower: 'a-z',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: '\\s',
  Upper: 'A-Z',
  XDigit: '0-9a-fA-F',
}

const anchors: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
}

function translate(pattern: string): string {
  let isClass = false
  return pattern.replace(ofJava, (found, quoted?: string, name?: string, anchor?: string) => {
    if (quoted !== undefined) return quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    if (anchor !== undefined) return anchors[anchor] ?? found
    const members = name === undefined ? undefined : own(posix, name)
    if (members !== undefined) return isClass ? members : `[${members}]`
    if (found === '[' || found === ']') isClass = found === '['
    return found
  })
}

/** A Java regular expression for JavaScript; undefined where it is none. `isWhole`: it covers a text from end to end. */
export function javaRegex(pattern: string, flags = '', isWhole = false): RegExp | undefined {
  const [embedded = '', more = ''] = embeddedFlags.exec(pattern) ?? []
  const source = translate(pattern.slice(embedded.length))
  try {
    return new RegExp(isWhole ? `^(?:${source})$` : source, flags + more)
  } catch {
    return undefined // patterns are checked by what they select: one that is none selects nothing
  }
}
