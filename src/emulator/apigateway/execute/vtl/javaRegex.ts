/** Java's embedded flags that JavaScript has too; they stand at the start of a pattern. */
const embeddedFlags = /^\(\?([ims]+)\)/

/** A Java regular expression for JavaScript; undefined where it is none. */
export function javaRegex(pattern: string, flags = ''): RegExp | undefined {
  const embedded = embeddedFlags.exec(pattern)
  const source = embedded ? pattern.slice(embedded[0].length) : pattern
  try {
    return new RegExp(source, flags + (embedded?.[1] ?? ''))
  } catch {
    return undefined // patterns are checked by what they select: one that is none selects nothing
  }
}

const whole = new Map<string, RegExp | undefined>()

/** Whether a pattern covers a text from end to end, as Java's `matches`; `.` does not match a line end. */
export function matchesWhole(pattern: string, text: string): boolean {
  if (!whole.has(pattern)) {
    if (whole.size >= 1000) whole.clear()
    const embedded = embeddedFlags.exec(pattern)?.[0] ?? ''
    whole.set(pattern, javaRegex(`${embedded}^(?:${pattern.slice(embedded.length)})$`))
  }
  return whole.get(pattern)?.test(text) ?? false
}
