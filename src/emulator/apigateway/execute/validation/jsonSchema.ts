import { isRecord } from '../../../json.ts'
import { innerSchemas } from './innerSchemas.ts'
import { schemaRules } from './schemaRules.ts'

/** The schema that a reference to another model names. */
export type Resolve = (reference: string) => unknown

/** A schema, and the whole one that `#` means in it. */
interface Placed {
  readonly schema: unknown
  readonly root: unknown
}

/** References can go round in circles, and values are nested as deeply as a client likes. */
const deepest = 200
const mostSteps = 1_000_000

class TooComplex extends Error {}

/** `#/definitions/x` of the same schema, or another model. */
function follow(reference: string, root: unknown, resolve: Resolve): Placed {
  if (!reference.startsWith('#')) {
    const other = resolve(reference)
    return { schema: other, root: other }
  }
  let schema = root
  for (const part of reference.split('/').slice(1))
    schema = isRecord(schema) ? schema[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
  return { schema, root }
}

const rules = Object.entries(schemaRules)

/**
 * What is wrong with a value that `readInstance` has read; nothing where it is as the schema says. As with AWS's validator, what stands
 * in a value is looked at only while nothing at all is wrong (java-json-tools/json-schema-validator, InstanceValidator.process).
 */
export function breachesOf(whole: unknown, value: unknown, resolve: Resolve): readonly string[] {
  let steps = 0
  function check({ schema, root }: Placed, value: unknown, depth: number, report: string[]): void {
    if (!isRecord(schema)) return
    if (depth > deepest || ++steps > mostSteps) throw new TooComplex()
    if (typeof schema.$ref === 'string') {
      check(follow(schema.$ref, root, resolve), value, depth + 1, report)
      return
    }
    const inside = (other: unknown, part: unknown, its: string[]) =>
      check({ schema: other, root }, part, depth + 1, its)
    const fits = (other: unknown): boolean => {
      const apart: string[] = []
      inside(other, value, apart)
      return apart.length === 0
    }
    for (const [keyword, rule] of rules)
      for (const found of Object.hasOwn(schema, keyword) ? rule(schema[keyword], value, schema, fits) : [])
        if (typeof found === 'string') report.push(found)
        else inside(found, value, report)
    if (report.length > 0) return
    for (const [other, part] of innerSchemas(schema, value)) inside(other, part, report)
  }
  try {
    const report: string[] = []
    check({ schema: whole, root: whole }, value, 0, report)
    return report
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error
    return ['the schema or the instance is nested too deeply']
  }
}
