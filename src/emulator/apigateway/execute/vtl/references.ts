import { isAbsent } from '../../../json.ts'
import { own } from '../../maps.ts'
import { classOf } from './javaClass.ts'
import { inBounds } from './methodArguments.ts'
import { callMethod } from './methods.ts'
import { toText } from './printed.ts'
import type { Evaluate, Run } from './run.ts'
import { isList, isMap, numberIn, type Value, VtlObject } from './values.ts'

/** A step from a value into it: `.name`, `[key]` or `.method(…)`. */
export interface ReferenceStep {
  readonly get: (self: Value, run: Run) => Value
  /** Which place that is, for `#set`; a method has none. */
  readonly key?: Evaluate
  readonly method?: string
}

export interface Reference {
  readonly name: string
  readonly steps: readonly ReferenceStep[]
  /** As it is written. */
  readonly source: string
}

function property(self: Value, name: string): Value {
  if (name === 'class') return classOf(self)
  if (isMap(self)) return self.get(name)
  if (self instanceof VtlObject) return own(self.fields, name)
  return name === 'empty' ? callMethod(self, 'isEmpty', []) : null // Velocity asks isEmpty() then
}

export const propertyStep = (name: string): ReferenceStep => ({
  get: (self) => property(self, name),
  key: () => name,
})

/** Where in a list `[at]` is: a negative one counts from its end. Throws beyond it, as Java does. */
export function place(at: Value, { length }: readonly Value[]): number {
  const number = numberIn(at)
  return number === undefined ? Number.NaN : inBounds(number < 0 ? length + number : number, length - 1)
}

export const indexStep = (key: Evaluate): ReferenceStep => ({
  get(self, run) {
    const at = key(run)
    return isList(self) ? self[place(at, self)] : property(self, toText(at))
  },
  key,
})

export const methodStep = (method: string, args: readonly Evaluate[]): ReferenceStep => ({
  get(self, run) {
    run.step()
    return callMethod(
      self,
      method,
      args.map((arg) => arg(run)),
    )
  },
  method,
})

/** Velocity's limit on blocks in themselves: what goes deeper is printed as it is written. */
const maxDepth = 2

function blockText(name: string, source: string, run: Run): string | undefined {
  const block = run.blocks.get(name)
  if (!block || block.depth >= maxDepth) return block && source
  block.depth++
  try {
    return run.capture(block.body)
  } finally {
    block.depth--
  }
}

/** What stands at the end of a reference's steps; a name may also be that of a #define block. */
export const evaluate =
  ({ name, steps, source }: Reference): Evaluate =>
  (run) => {
    run.step()
    let value: Value = blockText(name, source, run) ?? run.get(name)
    for (const step of steps) {
      if (isAbsent(value)) return null
      value = step.get(value, run)
    }
    return value
  }
