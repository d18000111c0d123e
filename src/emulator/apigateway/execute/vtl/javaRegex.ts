import { runRegex } from './boundedRegex.ts'

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

/** Expressions that are used over and over, by pattern. */
class Compiled {
  readonly #known = new Map<string, RegExp | undefined>()
  readonly #compile: (pattern: string) => RegExp | undefined

  constructor(compile: (pattern: string) => RegExp | undefined) {
    this.#compile = compile
  }

  test(pattern: string, text: string): boolean {
    if (!this.#known.has(pattern)) {
      if (this.#known.size >= 1000) this.#known.clear()
      this.#known.set(pattern, this.#compile(pattern))
    }
    const regex = this.#known.get(pattern)
    return regex !== undefined && runRegex(pattern, text.length, () => regex.test(text))
  }
}

const whole = new Compiled((pattern) => {
  const embedded = embeddedFlags.exec(pattern)?.[0] ?? ''
  return javaRegex(`${embedded}^(?:${pattern.slice(embedded.length)})$`)
})
const somewhere = new Compiled(javaRegex)

/**
 * Whether a pattern covers a text from end to end, as Java's `matches`; `.` does not match a line end.
 * Throws TemplateError where it takes too long.
 */
export const matchesWhole = (pattern: string, text: string): boolean => whole.test(pattern, text)

/** Whether a pattern fits some part of a text. Throws as matchesWhole. */
export const matchesSomewhere = (pattern: string, text: string): boolean => somewhere.test(pattern, text)
