import { parse } from 'velocityjs'
import { TemplateError } from './values.ts'

/** What velocityjs's parser gives, as far as API Gateway's templates use it. */
export type Attribute =
  | { readonly type: 'property'; readonly id: string }
  | { readonly type: 'method'; readonly id: string; readonly args?: readonly Expression[] | false }
  | { readonly type: 'index'; readonly id: Expression }

export interface Reference {
  readonly type: 'references'
  readonly id: string
  readonly path?: readonly Attribute[]
}

export type Expression =
  | Reference
  | { readonly type: 'string'; readonly value: string; readonly isEval?: boolean }
  | { readonly type: 'integer' | 'decimal'; readonly value: string | number }
  | { readonly type: 'bool'; readonly value: 'true' | 'false' | 'null' }
  | {
      readonly type: 'array'
      readonly isRange?: boolean
      readonly value: readonly (Expression | string | number)[]
    }
  | { readonly type: 'map'; readonly value?: Readonly<Record<string, Expression>> }
  | { readonly type: 'math'; readonly operator: string; readonly expression: readonly Expression[] }
  | { readonly type: 'runt'; readonly value: string }

export type Statement =
  | Reference
  | { readonly type: 'set'; readonly equal: readonly [Reference, Expression] }
  | { readonly type: 'comment' | 'break' }
  | { readonly type: 'raw'; readonly value: string }
  | { readonly type: 'macro_call'; readonly id: string; readonly args?: readonly Expression[] }

export type BlockHead =
  | { readonly type: 'if' | 'elseif'; readonly condition: Expression }
  | { readonly type: 'else' | 'noescape' }
  | { readonly type: 'foreach'; readonly to: string; readonly from: Expression }
  | { readonly type: 'define'; readonly id: string }
  | { readonly type: 'macro'; readonly id: string; readonly args?: readonly Reference[] }
  | { readonly type: 'macro_body'; readonly id: string; readonly args?: readonly Expression[] }

/** Text, a statement, or a block: its head and what is in it (the heads of #elseif and #else among that). */
export type Node = string | Statement | BlockHead | readonly Node[]

/** AWS's own limit on a template, and a depth that no template needs: the parser's time grows with both. */
const maxTemplate = 300 * 1024
const maxDepth = 500

function checkSize(text: string): void {
  if (text.length > maxTemplate) throw new TemplateError('A template is larger than 300 KB')
  let depth = 0
  for (const character of text) {
    if (character === '(') depth++
    else if (character === ')' && depth > 0) depth--
    if (depth > maxDepth) throw new TemplateError('A template is nested too deeply')
  }
}

/** Throws TemplateError where a text is no template. */
export function parseTemplate(text: string): readonly Node[] {
  checkSize(text)
  try {
    // velocityjs types its tree loosely; the types above say what its grammar gives.
    return parse(text) as unknown as readonly Node[]
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error))
  }
}
