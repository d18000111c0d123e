import type { Branch, Expression, Node, Reference } from './ast.ts'
import { expressionCompiler, isTrue } from './expressions.ts'
import { type Emit, type Evaluate, Run, type Variables } from './run.ts'
import { parseTemplate } from './templateParser.ts'
import { isList, isMap, TemplateError, toText, type Value } from './values.ts'

/** AWS's own limit: `#foreach` does not go round more often. */
const maxRounds = 1000

const { expression, reference } = expressionCompiler((nodes) => {
  const emit = sequence(nodes)
  return (run) => run.capture(emit)
})

function assign(target: Reference, source: Expression): Emit {
  const value = expression(source)
  const last = target.path.at(-1)
  if (!last) return (run) => run.set(target.name, value(run))
  if (last.type === 'method') throw new TemplateError(`#set cannot set ${last.name}()`)
  const owner = reference({ ...target, path: target.path.slice(0, -1) })
  const key: Evaluate = last.type === 'property' ? () => last.name : expression(last.key)
  return (run) => {
    const [self, at, item] = [owner(run), key(run), value(run)]
    if (isMap(self)) self.set(toText(at), item)
    else if (isList(self) && typeof at === 'number' && at >= 0 && at < self.length) self[at] = item
  }
}

function call({ name, args, body, source }: Extract<Node, { type: 'call' }>): Emit {
  const values = args.map(expression)
  const content = sequence(body)
  return (run) => {
    const macro = run.macros.get(name)
    if (!macro) return run.write(source)
    const given = values.map((value) => value(run))
    const text = run.capture(content)
    run.within([...macro.parameters, 'bodyContent'], () => {
      run.set('bodyContent', text)
      for (const [i, parameter] of macro.parameters.entries()) run.set(parameter, given[i])
      run.call(() => macro.body(run))
    })
  }
}

const roundsOf = (value: Value): readonly Value[] =>
  isList(value) ? value : isMap(value) ? [...value.values()] : []

/** `$foreach`; `parent` is that of the loop around it (user guide of Velocity 1.7, Loops). */
function loopFacts(index: number, hasNext: boolean, parent: Value): Map<string, Value> {
  const facts = new Map<string, Value>([
    ['count', index + 1],
    ['index', index],
    ['hasNext', hasNext],
    ['first', index === 0],
    ['last', !hasNext],
    ['parent', parent],
  ])
  return facts.set('topmost', (isMap(parent) && parent.get('topmost')) || facts)
}

function foreach(name: string, source: Expression, nodes: readonly Node[]): Emit {
  const list = expression(source)
  const body = sequence(nodes)
  return (run) => {
    const items = roundsOf(list(run)).slice(0, maxRounds)
    const outer = run.get('foreach')
    run.within([name, 'foreach', 'velocityCount'], () => {
      for (const [i, item] of items.entries()) {
        if (run.broken) break
        run.set(name, item)
        run.set('velocityCount', i + 1)
        run.set('foreach', loopFacts(i, i + 1 < items.length, outer))
        body(run)
      }
      if (run.broken === 'loop') run.broken = undefined
    })
  }
}

function choose(branches: readonly Branch[]): Emit {
  const compiled = branches.map(({ test, body }) => ({
    test: test ? expression(test) : () => true,
    emit: sequence(body),
  }))
  return (run) => compiled.find(({ test }) => isTrue(test(run)))?.emit(run)
}

function compileNode(node: Node): Emit {
  if (typeof node === 'string') return (run) => run.write(node)
  switch (node.type) {
    case 'reference': {
      const value = reference(node)
      return (run) => run.write(toText(value(run)))
    }
    case 'set':
      return assign(node.target, node.value)
    case 'if':
      return choose(node.branches)
    case 'foreach':
      return foreach(node.name, node.source, node.body)
    case 'define': {
      const body = sequence(node.body)
      return (run) => void run.blocks.set(node.name, body)
    }
    case 'macro': {
      const { name, parameters } = node
      const body = sequence(node.body)
      return (run) => void run.macros.set(name, { parameters, body })
    }
    case 'call':
      return call(node)
    case 'break':
    case 'stop': {
      const broken = node.type === 'stop' ? 'all' : 'loop'
      return (run) => {
        run.broken = broken
      }
    }
  }
}

function sequence(nodes: readonly Node[]): Emit {
  const parts = nodes.map(compileNode)
  return (run) => {
    for (const part of parts) {
      if (run.broken) return
      run.step()
      part(run)
    }
  }
}

export type Template = (variables: Variables) => string

/** Throws TemplateError where a text is no template; the template itself where it asks for too much. */
export function compileTemplate(text: string): Template {
  const emit = sequence(parseTemplate(text))
  return (variables) => {
    const run = new Run(variables)
    emit(run)
    return run.text
  }
}
