import { toText } from './printed.ts'
import { numberIn, TemplateError, type Value } from './values.ts'

/** A method of Java's, of a value of one type. */
export type Method<T> = (self: T, args: readonly Value[]) => Value

export const text = (args: readonly Value[], at = 0) => toText(args[at])
export const integer = (args: readonly Value[], at = 0) =>
  Math.trunc(numberIn(args[at]) ?? Number(args[at] ?? 0))

/**
 * What Java's methods throw at makes the template fail: Velocity passes it on as MethodInvocationException.
 * An index that is no number finds no method there, and nothing is printed.
 */
export function inBounds(at: number, last: number): number {
  if (at < 0 || at > last) throw new TemplateError(`Index ${at} is out of bounds`)
  return at
}
