import { isRecord } from '../../../json.ts'
import { schemaRules } from './schemaRules.ts'

/** The schema that a reference to another model names. */
export type Resolve = (reference: string) => unknown

/** References can go round in circles, and values are nested as deeply as a client likes. */
const deepest = 200
const mostSteps = 1_000_000

class TooComplex extends Error {}

/** Where a validation stands: the schema that `#` means there, and how far down it is. */
interface SchemaPlace {
  readonly root: unknown
  readonly depth: number
}

class SchemaCheck {
  readonly #resolve: Resolve
  #steps = 0

  constructor(resolve: Resolve) {
    this.#resolve = resolve
  }

  check(schema: unknown, value: unknown, { root, depth }: SchemaPlace): readonly string[] {
    if (!isRecord(schema)) return []
    if (depth > deepest || ++this.#steps > mostSteps) throw new TooComplex()
    const place = { root, depth: depth + 1 }
    if (typeof schema.$ref === 'string') return this.#follow(schema.$ref, value, place)
    const inside = (part: unknown, item: unknown) => this.check(part, item, place)
    return Object.entries(schema).flatMap(([keyword, limit]) =>
      Object.hasOwn(schemaRules, keyword) ? (schemaRules[keyword]?.(limit, value, schema, inside) ?? []) : [],
    )
  }

  /** `#/definitions/x` of the same schema, or another model. */
  #follow(reference: string, value: unknown, place: SchemaPlace): readonly string[] {
    if (!reference.startsWith('#')) {
      const root = this.#resolve(reference)
      return this.check(root, value, { ...place, root })
    }
    let schema = place.root
    for (const part of reference.split('/').slice(1))
      schema = isRecord(schema) ? schema[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
    return this.check(schema, value, place)
  }
}

/** What is wrong with a value; nothing where it is as the schema says. */
export function breachesOf(schema: unknown, value: unknown, resolve: Resolve): readonly string[] {
  try {
    return new SchemaCheck(resolve).check(schema, value, { root: schema, depth: 0 })
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error
    return ['the schema or the instance is nested too deeply']
  }
}
