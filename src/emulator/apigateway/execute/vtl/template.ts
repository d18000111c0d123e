import {
  type BlockHead,
  type Expression,
  type Node,
  parseTemplate,
  type Reference,
  type Statement,
} from './ast.ts'
import { expressionCompiler, isTrue } from './expressions.ts'
import { type Emit, type Evaluate, Run, type Variables } from './run.ts'
import { isList, isMap, TemplateError, toText, type Value } from './values.ts'

/** AWS's own limit: `#foreach` does not go round more often. */
const maxRounds = 1000

const { expression, reference } = expressionCompiler(compileText)

function compileText(text: string): Evaluate {
  const emit = sequence(parseTemplate(text))
  return (run) => run.capture(emit)
}

function assign(target: Reference, source: Expression): Emit {
  const value = expression(source)
  const last = target.path?.at(-1)
  if (!last) return (run) => run.set(target.id, value(run))
  const owner = reference({ ...target, path: target.path?.slice(0, -1) })
  if (last.type === 'method') throw new TemplateError(`#set cannot set ${last.id}()`)
  const key: Evaluate = last.type === 'property' ? () => last.id : expression(last.id)
  return (run) => {
    const [self, at, item] = [owner(run), key(run), value(run)]
    if (isMap(self)) self.set(toText(at), item)
    else if (isList(self) && typeof at === 'number' && at < self.length) self[at] = item
  }
}

function macroCall(id: string, args: readonly Expression[], body: Emit = () => {}): Emit {
  const values = args.map(expression)
  return (run) => {
    const macro = run.macros.get(id)
    if (!macro) return
    const given = values.map((value) => value(run))
    const text = run.capture(body)
    run.within([...macro.parameters, 'bodyContent'], () => {
      run.set('bodyContent', text)
      for (const [i, parameter] of macro.parameters.entries()) run.set(parameter, given[i])
      run.call(() => macro.body(run))
    })
  }
}

function statement(node: Statement): Emit {
  switch (node.type) {
    case 'references': {
      const value = reference(node)
      return (run) => run.write(toText(value(run)))
    }
    case 'set':
      return assign(...node.equal)
    case 'raw':
      return (run) => run.write(node.value)
    case 'break':
      return (run) => {
        run.broken = true
      }
    case 'macro_call':
      return macroCall(node.id, node.args ?? [])
    case 'comment':
      return () => {}
  }
}

const roundsOf = (value: Value): readonly Value[] =>
  isList(value) ? value : isMap(value) ? [...value.values()] : []

function foreach({ to, from }: Extract<BlockHead, { type: 'foreach' }>, body: Emit): Emit {
  const source = expression(from)
  return (run) => {
    const items = roundsOf(source(run)).slice(0, maxRounds)
    run.within([to, 'foreach', 'velocityCount'], () => {
      for (const [i, item] of items.entries()) {
        if (run.broken) break
        const more = i + 1 < items.length
        run.set(to, item)
        run.set('velocityCount', i + 1)
        run.set(
          'foreach',
          new Map<string, Value>([
            ['count', i + 1],
            ['index', i],
            ['hasNext', more],
            ['first', i === 0],
            ['last', !more],
          ]),
        )
        body(run)
      }
      run.broken = false
    })
  }
}

/** The branches of an #if: each head, and what follows it up to the next head. */
function branches(nodes: readonly Node[]): Emit {
  const list: { readonly test: Evaluate; readonly nodes: Node[] }[] = []
  for (const node of nodes) {
    const head = isHead(node) ? node : undefined
    if (head?.type === 'if' || head?.type === 'elseif')
      list.push({ test: expression(head.condition), nodes: [] })
    else if (head?.type === 'else') list.push({ test: () => true, nodes: [] })
    else list.at(-1)?.nodes.push(node)
  }
  const compiled = list.map((branch) => ({ test: branch.test, emit: sequence(branch.nodes) }))
  return (run) => compiled.find(({ test }) => isTrue(test(run)))?.emit(run)
}

const headTypes = new Set(['if', 'elseif', 'else', 'noescape', 'foreach', 'define', 'macro', 'macro_body'])
const isHead = (node: Node | undefined): node is BlockHead =>
  typeof node === 'object' && 'type' in node && headTypes.has(node.type)
const isBlock = (node: Node): node is readonly Node[] => Array.isArray(node)

function block(nodes: readonly Node[]): Emit {
  const [head, ...rest] = nodes
  if (!isHead(head)) return sequence(nodes)
  if (head.type === 'if') return branches(nodes)
  const body = sequence(rest)
  if (head.type === 'foreach') return foreach(head, body)
  if (head.type === 'macro_body') return macroCall(head.id, head.args ?? [], body)
  if (head.type === 'define') return (run) => void run.blocks.set(head.id, body)
  if (head.type === 'macro') {
    const parameters = (head.args ?? []).map(({ id }) => id)
    return (run) => void run.macros.set(head.id, { parameters, body })
  }
  return body
}

function compileNode(node: Node): Emit {
  if (typeof node === 'string') return (run) => run.write(node)
  if (isBlock(node)) return block(node)
  return isHead(node) ? () => {} : statement(node)
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
