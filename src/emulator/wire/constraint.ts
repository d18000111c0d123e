import { isAbsent, isRecord } from '../json.ts'

/** One thing that AWS's front end demands of a member. Where several stand together, the order is that of AWS's text. */
export interface Constraint {
  /** AWS's words for it. */
  readonly text: string
  holds(value: unknown): boolean
  /** Of a map of Java doubles: a message prints these as `1.0`. */
  readonly isOfDoubles?: boolean
  /** Of what is secret: a message does not show it (public logs klothoplatform/klotho#317, serverless/serverless#3103). */
  readonly hidesValue?: boolean
}

/** AWS's words for a value, as a message shows it, that breaks a constraint. */
export const breach = (shown: string, place: string, { text, hidesValue }: Constraint) =>
  `Value ${hidesValue ? '' : `${shown} `}at '${place}' failed to satisfy constraint: ${text}`

/** Of a text or a list. */
const hasLength = (value: unknown) => typeof value === 'string' || Array.isArray(value)

export const notNull: Constraint = {
  text: 'Member must not be null',
  holds: (value) => !isAbsent(value),
}

export const oneOf = (...names: readonly string[]): Constraint => ({
  text: `Member must satisfy enum value set: [${names.join(', ')}]`,
  holds: (value) => names.includes(String(value)),
})

export function pattern(source: string): Constraint {
  const whole = new RegExp(`^(?:${source})$`, 'u') // as Java's `matches` does
  return {
    text: `Member must satisfy regular expression pattern: ${source}`,
    holds: (value) => whole.test(String(value)),
  }
}

export const longest = (limit: number): Constraint => ({
  text: `Member must have length less than or equal to ${limit}`,
  holds: (value) => !hasLength(value) || value.length <= limit,
})

export const shortest = (limit: number): Constraint => ({
  text: `Member must have length greater than or equal to ${limit}`,
  holds: (value) => !hasLength(value) || value.length >= limit,
})

/** A limit that is a text is a Java double as the message prints it: `1.0`. */
export const most = (limit: number | '1.0'): Constraint => ({
  text: `Member must have value less than or equal to ${limit}`,
  holds: (value) => Number(value) <= Number(limit),
})

export const least = (limit: number | '0.0'): Constraint => ({
  text: `Member must have value greater than or equal to ${limit}`,
  holds: (value) => Number(value) >= Number(limit),
})

/** Constraints of items are named all together, whichever of them failed. */
const together = (constraints: readonly Constraint[]) => `[${constraints.map(({ text }) => text).join(', ')}]`

const allHold = (constraints: readonly Constraint[], values: readonly unknown[]) =>
  values.every((value) => constraints.every((constraint) => constraint.holds(value)))

/** Of every item of a list. */
export const each = (...constraints: readonly Constraint[]): Constraint => ({
  text: `Member must satisfy constraint: ${together(constraints)}`,
  holds: (value) => !Array.isArray(value) || allHold(constraints, value),
})

export const keys = (...constraints: readonly Constraint[]): Constraint => ({
  text: `Map keys must satisfy constraint: ${together(constraints)}`,
  holds: (value) => !isRecord(value) || allHold(constraints, Object.keys(value)),
})

export const secret = (constraint: Constraint): Constraint => ({ ...constraint, hidesValue: true })

export const values = (...constraints: readonly Constraint[]): Constraint => ({
  text: `Map value must satisfy constraint: ${together(constraints)}`,
  holds: (value) => !isRecord(value) || allHold(constraints, Object.values(value)),
})

/** Of every value of a map of Java doubles. */
export const doubles = (...constraints: readonly Constraint[]): Constraint => ({
  ...values(...constraints),
  isOfDoubles: true,
})
