/** A JSONPath as Jayway's library reads it, which API Gateway uses. */
export interface Path {
  /** `$`: the document. `@`: in a filter, the item that is looked at. */
  readonly root: '$' | '@'
  readonly steps: readonly Step[]
}

export type Step =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'all' }
  /** `..`: what follows is looked for at every depth. */
  | { readonly kind: 'descend' }
  | { readonly kind: 'filter'; readonly test: Filter }
  | { readonly kind: 'call'; readonly name: string }

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'exists'; readonly path: Path }
  | {
      readonly kind: 'compare'
      readonly operator: string
      readonly left: Operand
      readonly right: Operand
    }

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'regex'; readonly pattern: string }

/** A path that names one thing gives that thing; every other gives a list. */
export const isDefinite = ({ steps }: Path): boolean =>
  steps.every(
    (step) =>
      step.kind === 'names' || step.kind === 'call' || (step.kind === 'indexes' && step.indexes.length === 1),
  )
