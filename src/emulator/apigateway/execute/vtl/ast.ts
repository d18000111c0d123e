/** A template as a tree, by the grammar of Velocity 1.7, which API Gateway speaks. */
export type Attribute =
  | { readonly type: 'property'; readonly name: string }
  | { readonly type: 'method'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'index'; readonly key: Expression }

export interface Reference {
  readonly type: 'reference'
  readonly name: string
  readonly path: readonly Attribute[]
}

export type Expression =
  | Reference
  | { readonly type: 'literal'; readonly value: string | number | boolean }
  /** A text in double quotes with something in it to be put in. */
  | { readonly type: 'text'; readonly nodes: readonly Node[] }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly type: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly type: 'not'; readonly operand: Expression }
  | {
      readonly type: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }

export interface Branch {
  /** #else has none. */
  readonly test?: Expression
  readonly body: readonly Node[]
}

export type Node =
  | string
  | Reference
  | { readonly type: 'set'; readonly target: Reference; readonly value: Expression }
  | { readonly type: 'if'; readonly branches: readonly Branch[] }
  | {
      readonly type: 'foreach'
      readonly name: string
      readonly source: Expression
      readonly body: readonly Node[]
    }
  | { readonly type: 'define'; readonly name: string; readonly body: readonly Node[] }
  | {
      readonly type: 'macro'
      readonly name: string
      readonly parameters: readonly string[]
      readonly body: readonly Node[]
    }
  /** `source` is printed where there is no macro of that name. */
  | {
      readonly type: 'call'
      readonly name: string
      readonly args: readonly Expression[]
      readonly body: readonly Node[]
      readonly source: string
    }
  | { readonly type: 'break' | 'stop' }
