import type { Attribute, Expression, Reference } from './ast.ts'
import { callMethod, sameValue } from './methods.ts'
import type { Evaluate, Run } from './run.ts'
import { checkLength, isList, isMap, TemplateError, toText, type Value, VtlObject } from './values.ts'

/** Turns the text of a double-quoted string into what gives its value; the template compiler does. */
export type CompileText = (text: string) => Evaluate

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
    if (step.type === 'property') return (self) => property(self, step.id)
    if (step.type === 'index') {
      const key = expression(step.id)
      return (self, run) => index(self, key(run))
    }
    const parameters = (step.args || []).map(expression)
    return (self, run) => {
      run.step()
      return callMethod(
        self,
        step.id,
        parameters.map((parameter) => parameter(run)),
      )
    }
  }

  function reference({ id, path = [] }: Reference): Evaluate {
    const steps = path.map(attribute)
    return (run) => {
      run.step()
      const block = run.blocks.get(id)
      let value: Value = block ? run.capture((inner) => inner.call(() => block(inner))) : run.get(id)
      for (const step of steps) {
        if (value === null || value === undefined) return null
        value = step(value, run)
      }
      return value
    }
  }

  function array(node: Extract<Expression, { type: 'array' }>): Evaluate {
    const items = node.value.map((item) => (typeof item === 'object' ? expression(item) : () => Number(item)))
    const [from = () => null, to = () => null] = items
    return node.isRange ? (run) => range(from(run), to(run)) : (run) => items.map((item) => item(run))
  }

  function math({ operator, expression: parts }: Extract<Expression, { type: 'math' }>): Evaluate {
    const [left = () => null, right = () => null] = parts.map(expression)
    if (operator === '&&') return (run) => isTrue(left(run)) && isTrue(right(run))
    if (operator === '||') return (run) => isTrue(left(run)) || isTrue(right(run))
    if (operator === 'not') return (run) => !isTrue(left(run))
    if (operator === 'parenthesis') return left
    if (operator === 'minus') return (run) => calculate('-', 0, left(run))
    return (run) => {
      run.step()
      return calculate(operator, left(run), right(run))
    }
  }

  function expression(node: Expression): Evaluate {
    switch (node.type) {
      case 'references':
        return reference(node)
      case 'string':
        return node.isEval && /[$#]/.test(node.value) ? compileText(node.value) : () => node.value
      case 'integer':
      case 'decimal':
        return () => Number(node.value)
      case 'bool':
        return () => (node.value === 'null' ? null : node.value === 'true')
      case 'array':
        return array(node)
      case 'map': {
        const entries = Object.entries(node.value ?? {}).map(
          ([key, value]) => [key, expression(value)] as const,
        )
        return (run) => new Map(entries.map(([key, value]) => [key, value(run)]))
      }
      case 'math':
        return math(node)
      case 'runt':
        return () => node.value
    }
  }

  return { expression, reference }
}
