import { own } from './maps.ts'

/** Java's embedded flags that JavaScript has too; they stand at the start of a pattern. */
const embeddedFlags = /^\(\?([ims]+)\)/

/** What Java reads otherwise: quoted texts, POSIX classes, the ends of a text, blanks, a `]` first in a class. */
const ofJava = /\\Q(.*?)(?:\\E|$)|\\([pP])\{(\w+)\}|\\([AzZ])|\\.|\[\^?\]?|\]|\{(?!\d+(?:,\d*)?\})/gs

const blanks = ' \\t-\\r'

const posix: Readonly<Record<string, string>> = {
  ASCII: '\\x00-\\x7f',
  Alnum: 'a-zA-Z0-9',
  Alpha: 'a-zA-Z',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1f\\x7f',
  Digit: '0-9',
  Graph: '!-~',
  Lower: 'a-z',
  Print: ' -~',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: blanks,
  Upper: 'A-Z',
  XDigit: '0-9a-fA-F',
}

const anchors: Readonly<Record<string, string>> = {
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
}

/** No expression of JavaScript: Java takes a `{` outside of a class for a quantifier, and refuses one that is none. */
const none = '('

function translate(pattern: string): string {
  let isClass = false
  return pattern.replace(ofJava, (found, quoted?: string, kind?: string, name?: string, anchor?: string) => {
    if (quoted !== undefined) return quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    if (anchor !== undefined) return anchors[anchor] ?? found
    const members = name === undefined ? undefined : own(posix, name)
    if (members !== undefined)
      return isClass ? (kind === 'p' ? members : found) : `[${kind === 'p' ? '' : '^'}${members}]`
    if (found === '{') return isClass ? found : none
    if (found === '\\s') return isClass ? blanks : `[${blanks}]`
    if (found === '\\S' && !isClass) return `[^${blanks}]`
    if (found === ']') isClass = false
    if (!found.startsWith('[')) return found
    isClass = true
    return found.endsWith(']') ? `${found.slice(0, -1)}\\]` : found
  })
}

/** A regular expression of JavaScript; undefined where it is none. */
export function ecmaRegex(source: string, flags = ''): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch {
    return undefined // patterns are checked by what they select: one that is none selects nothing
  }
}

/** A Java regular expression for JavaScript; undefined where it is none. `isWhole`: it covers a text from end to end. */
export function javaRegex(pattern: string, flags = '', isWhole = false): RegExp | undefined {
  const [embedded = '', more = ''] = embeddedFlags.exec(pattern) ?? []
  const source = translate(pattern.slice(embedded.length))
  return ecmaRegex(isWhole ? `^(?:${source})$` : source, flags + more)
}
