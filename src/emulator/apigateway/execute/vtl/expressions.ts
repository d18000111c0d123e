import type { Attribute, Expression, Node, Reference } from './ast.ts'
import { callMethod, sameValue } from './methods.ts'
import type { Evaluate, Run } from './run.ts'
import { checkLength, isList, isMap, TemplateError, toText, type Value, VtlObject } from './values.ts'

/** Turns the nodes of a double-quoted string into what gives its value; the template compiler does. */
export type CompileText = (nodes: readonly Node[]) => Evaluate

function property(self: Value, name: string): Value {
  if (isMap(self)) return self.get(name)
  return self instanceof VtlObject ? self.fields.get(name) : null
}

function index(self: Value, key: Value): Value {
  return isList(self) ? self[Number(key)] : property(self, toText(key))
}

/** Velocity: null and false are false, everything else (the empty text and 0 too) is true. */
export const isTrue = (value: Value): boolean => value !== null && value !== undefined && value !== false

const bothIntegers = (a: number, b: number) => Number.isInteger(a) && Number.isInteger(b)

const arithmetic: Readonly<Record<string, (a: number, b: number) => number | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : bothIntegers(a, b) ? Math.trunc(a / b) : a / b),
  '%': (a, b) => (b === 0 ? null : a % b),
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
}

function calculate(operator: string, left: Value, right: Value): Value {
  if (operator === '==') return sameValue(left, right)
  if (operator === '!=') return !sameValue(left, right)
  if (typeof left === 'number' && typeof right === 'number')
    return arithmetic[operator]?.(left, right) ?? comparisons[operator]?.(left, right) ?? null
  const joins = operator === '+' && (typeof left === 'string' || typeof right === 'string')
  return joins ? checkLength(toText(left) + toText(right)) : operator in comparisons ? false : null
}

const maxRange = 100_000

function range(from: Value, to: Value): Value {
  const [begin, end] = [Number(from), Number(to)]
  if (!bothIntegers(begin, end)) return []
  if (Math.abs(end - begin) > maxRange) throw new TemplateError('A range is too long')
  const step = begin <= end ? 1 : -1
  return Array.from({ length: Math.abs(end - begin) + 1 }, (_, i) => begin + i * step)
}

/** Compiles expressions into functions, so that a template is parsed and walked once. */
export function expressionCompiler(compileText: CompileText) {
  function attribute(step: Attribute): (self: Value, run: Run) => Value {
    if (step.type === 'property') return (self) => property(self, step.name)
    if (step.type === 'index') {
      const key = expression(step.key)
      return (self, run) => index(self, key(run))
    }
    const parameters = step.args.map(expression)
    return (self, run) => {
      run.step()
      return callMethod(
        self,
        step.name,
        parameters.map((parameter) => parameter(run)),
      )
    }
  }

  function reference({ name, path }: Reference): Evaluate {
    const steps = path.map(attribute)
    return (run) => {
      run.step()
      const block = run.blocks.get(name)
      let value: Value = block ? run.capture((inner) => inner.call(() => block(inner))) : run.get(name)
      for (const step of steps) {
        if (value === null || value === undefined) return null
        value = step(value, run)
      }
      return value
    }
  }

  function binary(operator: string, left: Evaluate, right: Evaluate): Evaluate {
    if (operator === '&&') return (run) => isTrue(left(run)) && isTrue(right(run))
    if (operator === '||') return (run) => isTrue(left(run)) || isTrue(right(run))
    return (run) => {
      run.step()
      return calculate(operator, left(run), right(run))
    }
  }

  function expression(node: Expression): Evaluate {
    switch (node.type) {
      case 'reference':
        return reference(node)
      case 'literal':
        return () => node.value
      case 'text':
        return compileText(node.nodes)
      case 'list': {
        const items = node.items.map(expression)
        return (run) => items.map((item) => item(run))
      }
      case 'range': {
        const [from, to] = [expression(node.from), expression(node.to)]
        return (run) => range(from(run), to(run))
      }
      case 'map': {
        const entries = node.entries.map(([key, value]) => [expression(key), expression(value)] as const)
        return (run) => new Map(entries.map(([key, value]) => [toText(key(run)), value(run)]))
      }
      case 'not': {
        const operand = expression(node.operand)
        return (run) => !isTrue(operand(run))
      }
      case 'binary':
        return binary(node.operator, expression(node.left), expression(node.right))
    }
  }

  return { expression, reference }
}
