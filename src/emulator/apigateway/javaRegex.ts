/** Java's embedded flags that JavaScript has too; they stand at the start of a pattern. */
const embeddedFlags = /^\(\?([ims]+)\)/

/** A Java regular expression for JavaScript; undefined where it is none. `isWhole`: it covers a text from end to end. */
export function javaRegex(pattern: string, flags = '', isWhole = false): RegExp | undefined {
  const [embedded = '', more = ''] = embeddedFlags.exec(pattern) ?? []
  const source = pattern.slice(embedded.length)
  try {
    return new RegExp(isWhole ? `^(?:${source})$` : source, flags + more)
  } catch {
    return undefined // patterns are checked by what they select: one that is none selects nothing
  }
}
