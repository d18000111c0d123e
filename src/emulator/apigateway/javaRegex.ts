import { own } from './maps.ts'

/** Java's embedded flags that JavaScript has too; they stand at the start of a pattern. */
const embeddedFlags = /^\(\?([ims]+)\)/

/** What Java writes otherwise: quoted texts, POSIX classes, the ends of a text. */
const ofJava = /\\Q(.*?)(?:\\E|$)|\\([pP])\{(\w+)\}|\\([AzZ])|\\.|[[\]]/gs

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
  return pattern.replace(ofJava, (found, quoted?: string, kind?: string, name?: string, anchor?: string) => {
    if (quoted !== undefined) return quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    if (anchor !== undefined) return anchors[anchor] ?? found
    const members = name === undefined ? undefined : own(posix, name)
    if (members !== undefined)
      return isClass ? (kind === 'p' ? members : found) : `[${kind === 'p' ? '' : '^'}${members}]`
    if (found === '[' || found === ']') isClass = found === '['
    return found
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
