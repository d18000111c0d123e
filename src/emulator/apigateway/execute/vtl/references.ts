import { isAbsent } from '../../../json.ts'
import { own } from '../../maps.ts'
import { callMethod } from './methods.ts'
import { toText } from './printed.ts'
import type { Evaluate, Run } from './run.ts'
import { isList, isMap, type Value, VtlObject } from './values.ts'

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
}

function property(self: Value, name: string): Value {
  if (isMap(self)) return self.get(name)
  if (self instanceof VtlObject) return own(self.fields, name)
  return name === 'empty' ? callMethod(self, 'isEmpty', []) : null // Velocity asks isEmpty() then
}

export const propertyStep = (name: string): ReferenceStep => ({
  get: (self) => property(self, name),
  key: () => name,
})

export const indexStep = (key: Evaluate): ReferenceStep => ({
  get(self, run) {
    const at = key(run)
    return isList(self) ? self[Number(at)] : property(self, toText(at))
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

/** What stands at the end of a reference's steps; a name may also be that of a #define block. */
export const evaluate =
  ({ name, steps }: Reference): Evaluate =>
  (run) => {
    run.step()
    const block = run.blocks.get(name)
    let value: Value = block ? run.capture((inner) => inner.call(() => block(inner))) : run.get(name)
    for (const step of steps) {
      if (isAbsent(value)) return null
      value = step.get(value, run)
    }
    return value
  }
