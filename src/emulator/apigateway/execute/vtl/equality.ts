import { toText } from './printed.ts'
import { areSameNumber, maxLength, numberIn, TemplateError, type Value } from './values.ts'

/** How much may still be compared by one call of a method, in characters: nothing else runs meanwhile. */
class Effort {
  #left = 10 * maxLength

  spend(length: number): void {
    this.#left -= length
    if (this.#left < 0) throw new TemplateError('What is compared is too long')
  }
}

export function sameValue(left: Value, right: Value, effort = new Effort()): boolean {
  const isSame = areSameNumber(left, right)
  if (isSame !== undefined) return isSame
  // On AWS null equals the empty text (aws-recorded, test_input_path_template_formatting: empty-body).
  const [a, b] = [numberIn(left) ?? left ?? '', numberIn(right) ?? right ?? '']
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length === b.length) effort.spend(a.length)
    return a === b
  }
  if (a === b) return true
  const [one, other] = [toText(left), toText(right)]
  effort.spend(one.length + other.length)
  return one === other
}

/** Whether an item is this value. */
export function fitting(value: Value, effort = new Effort()): (item: Value) => boolean {
  return (item) => sameValue(item, value, effort)
}

/** Whether a value is one of a list's. */
export function oneOf(items: readonly Value[]): (item: Value) => boolean {
  const effort = new Effort()
  return (item) => {
    effort.spend(100 * items.length) // each comparison takes its time, however short
    return items.some(fitting(item, effort))
  }
}
