import { isRecord } from '../../../json.ts'
import { own } from '../../maps.ts'
import { schemaRules } from './schemaRules.ts'

/** The schema that a reference to another model names. */
export type Resolve = (reference: string) => unknown

/** References can go round in circles, and values are nested as deeply as a client likes. */
const deepest = 200
const mostSteps = 1_000_000

class TooComplex extends Error {}

/** What is wrong with a value; nothing where it is as the schema says. */
export function breachesOf(whole: unknown, value: unknown, resolve: Resolve): readonly string[] {
  let steps = 0
  /** `root` is the schema that `#` means there, `depth` how far down it is. */
  function check(schema: unknown, value: unknown, root: unknown, depth: number): readonly string[] {
    if (!isRecord(schema)) return []
    if (depth > deepest || ++steps > mostSteps) throw new TooComplex()
    if (typeof schema.$ref === 'string') return follow(schema.$ref, value, root, depth + 1)
    const inside = (part: unknown, item: unknown) => check(part, item, root, depth + 1)
    return Object.entries(schema).flatMap(
      ([keyword, limit]) => own(schemaRules, keyword)?.(limit, value, schema, inside) ?? [],
    )
  }
  /** `#/definitions/x` of the same schema, or another model. */
  function follow(reference: string, value: unknown, root: unknown, depth: number): readonly string[] {
    if (!reference.startsWith('#')) {
      const other = resolve(reference)
      return check(other, value, other, depth)
    }
    let schema = root
    for (const part of reference.split('/').slice(1))
      schema = isRecord(schema) ? schema[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
    return check(schema, value, root, depth)
  }
  try {
    return check(whole, value, whole, 0)
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error
    return ['the schema or the instance is nested too deeply']
  }
}
