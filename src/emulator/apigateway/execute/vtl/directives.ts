import { isTrue } from './operators.ts'
import { toText } from './printed.ts'
import { evaluate, place, type Reference } from './references.ts'
import type { Emit, Evaluate, Run } from './run.ts'
import { childrenOf, isList, isMap, TemplateError, type Value, VtlObject } from './values.ts'

/** AWS's own limit: `#foreach` does not go round more often. */
const maxRounds = 1000

export const sequence =
  (parts: readonly Emit[]): Emit =>
  (run) => {
    for (const part of parts) {
      if (run.broken) return
      run.step()
      part(run)
    }
  }

export const print =
  (value: Evaluate): Emit =>
  (run) =>
    run.write(toText(value(run)))

/** #break and #stop. */
export const breakOff =
  (broken: Run['broken']): Emit =>
  (run) => {
    run.broken = broken
  }

export function assign({ name, steps }: Reference, value: Evaluate): Emit {
  const last = steps.at(-1)
  if (!last) return (run) => run.set(name, value(run))
  const { key } = last
  if (!key) throw new TemplateError(`#set cannot set ${last.method}()`)
  const owner = evaluate({ name, steps: steps.slice(0, -1), source: '' })
  return (run) => {
    const self = owner(run)
    const at = key(run)
    const item = value(run)
    if (isMap(self)) self.set(toText(at), item)
    else if (isList(self)) self[place(at, self)] = item
  }
}

export const define =
  (name: string, body: Emit): Emit =>
  (run) =>
    void run.blocks.set(name, { body, depth: 0 })

/** `source` is printed where there is no macro of that name. */
export function call(name: string, args: readonly Evaluate[], content: Emit, source: string): Emit {
  return (run) => {
    const macro = run.macros.get(name)
    if (!macro) return run.write(source)
    const given = args.map((arg) => arg(run))
    const text = run.capture(content)
    run.within([...macro.parameters, 'bodyContent'], () => {
      run.set('bodyContent', text)
      for (const [i, parameter] of macro.parameters.entries()) run.set(parameter, given[i])
      run.call(() => macro.body(run))
    })
  }
}

/** `$foreach`; `parent` is that of the loop around it (user guide of Velocity 1.7, Loops). */
function loopFacts(index: number, hasNext: boolean, parent: Value): VtlObject {
  const fields: Record<string, Value> = {
    count: index + 1,
    index,
    hasNext,
    first: index === 0,
    last: !hasNext,
    parent,
  }
  const facts = new VtlObject(fields, { hasNext: () => hasNext })
  fields.topmost = parent instanceof VtlObject ? parent.fields.topmost : facts
  return facts
}

export function foreach(name: string, list: Evaluate, body: Emit): Emit {
  return (run) => {
    const items = childrenOf(list(run))
    const outer = run.get('foreach')
    run.within([name, 'foreach', 'velocityCount', 'velocityHasNext'], () => {
      for (const [i, item] of items.slice(0, maxRounds).entries()) {
        const hasNext = i + 1 < items.length // also in the last round that there may be
        if (run.broken) break
        run.step()
        run.set(name, item)
        run.set('velocityCount', i + 1)
        run.set('velocityHasNext', hasNext)
        run.set('foreach', loopFacts(i, hasNext, outer))
        body(run)
      }
      if (run.broken === 'loop') run.broken = undefined
    })
  }
}

export interface Branch {
  /** #else has none. */
  readonly test?: Evaluate
  readonly body: Emit
}

export const choose =
  (branches: readonly Branch[]): Emit =>
  (run) =>
    branches.find(({ test }) => !test || isTrue(test, run))?.body(run)
