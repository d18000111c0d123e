import type { PatchOperation } from '@aws-sdk/client-api-gateway'
import { badRequest, notFound } from '../wire/awsError.ts'
import { own, type StringMap, withEntry, withoutEntry } from './maps.ts'

type Op = 'add' | 'remove' | 'replace' | 'copy'

/** One patch operation, read against the rule that allows it. What is missing prints as Java's null in AWS's texts. */
export interface Patch {
  readonly op: string
  readonly path: string
  readonly value: string | undefined
  readonly from: string | undefined
  /** What stands in the rule's `{…}`, unescaped; '' where it has none. */
  readonly key: string
}

/**
 * What an Update operation lets one do to one path. A path may end in `{name}`: any one segment, in which `~1` is a slash
 * and `~0` a tilde; or in `{name+}`: whatever follows. `apply` gives the members that change.
 */
export interface PatchRule<T> {
  readonly path: string
  readonly ops: readonly Op[]
  readonly apply: (record: T, patch: Patch) => Partial<T>
}

/** Applies patch operations in their order; one that is refused refuses all. */
type Patcher<T> = (record: T, patches: readonly PatchOperation[] | undefined) => T

/** The rule that a patch goes by; throws AWS's text where there is none. */
type Choose = <T>(rules: readonly PatchRule<T>[], op: string, path: string) => PatchRule<T>

/** The text in the place of a rule's `{…}`; undefined where the path is not the rule's. */
function keyIn(rule: { readonly path: string }, path: string): string | undefined {
  const open = rule.path.indexOf('{')
  if (open < 0) return rule.path === path ? '' : undefined
  if (!path.startsWith(rule.path.slice(0, open))) return undefined
  const rest = path.slice(open)
  const fits = rule.path.endsWith('+}') || (rest !== '' && !rest.includes('/'))
  return fits ? rest.replaceAll('~1', '/').replaceAll('~0', '~') : undefined
}

export const fits = (rule: { readonly path: string }, path: string) => keyIn(rule, path) !== undefined
export const supports = ({ ops }: { readonly ops: readonly string[] }, op: string) => ops.includes(op)

/** AWS words its refusals in several ways, depending on the noun. */
export const patcher =
  (choose: Choose) =>
  <T>(rules: readonly PatchRule<T>[]): Patcher<T> =>
  (record, patches = []) => {
    let result = record
    for (const { op = 'null', path = 'null', value, from } of patches) {
      const rule = choose(rules, op, path)
      const patch = { op, path, from, value: value ?? undefined, key: keyIn(rule, path) ?? '' }
      result = { ...result, ...rule.apply(result, patch) }
    }
    return result
  }

/** Rest APIs, methods, method responses, integrations (test_update_method_validation). */
export const byPath = patcher((rules, op, path) => {
  const rule = rules.find((each) => fits(each, path))
  if (!rule) throw badRequest(`Invalid patch path ${path}`)
  if (!supports(rule, op))
    throw badRequest(`Invalid patch operation specified. Must be one of: [${rule.ops.join(', ')}]`)
  return rule
})

/** Resources and other small nouns (test_update_resource_behaviour). The two spaces are AWS's. */
export const byOperation = patcher((rules, op, path) => {
  const allowed = rules.filter((each) => supports(each, op))
  const refusal = `Invalid patch path  '${path}' specified for op '${op}'.`
  if (allowed.length === 0) throw badRequest(`${refusal} Please choose supported operations`)
  const rule = allowed.find((each) => fits(each, path))
  if (!rule) throw badRequest(`${refusal} Must be one of: [${allowed.map((each) => each.path).join(', ')}]`)
  return rule
})

/** A list that is a set, patched by value: `add` puts one at its end, `remove` takes it out. */
export function patchSet(
  list: readonly string[] | undefined,
  { op, value = '' }: Patch,
): string[] | undefined {
  const others = (list ?? []).filter((item) => item !== value)
  const result = op === 'remove' ? others : [...others, value]
  return result.length > 0 ? result : undefined
}

/** An empty text takes a member away. */
export const orAbsent = (text: string | undefined) => text || undefined

/** `/{member}`, which can only be replaced; `read` throws where a text is none of its values. */
export const replacing = <Member extends string, V>(
  member: Member,
  read: (text: string | undefined) => V,
) => ({
  path: `/${member}`,
  ops: ['replace'] as const,
  apply: (_: unknown, { value }: Patch) => ({ [member]: read(value) }) as { readonly [M in Member]: V },
})

const missing = {
  name: 'Invalid parameter name specified',
  contentType: 'Content-Type specified was not found',
}

/**
 * `/{member}/{key}`, one entry of a map: `add` puts it, `replace` and `remove` need it to be there
 * (test_update_method_wrong_param_names).
 */
export const entriesOf = <Member extends string, V>(
  member: Member,
  key: keyof typeof missing,
  read: (text: string, key: string) => V,
): PatchRule<{ readonly [M in Member]?: StringMap<V> | undefined }> => ({
  path: `/${member}/{${key}}`,
  ops: ['add', 'replace', 'remove'],
  apply: (record, patch) => {
    const map = record[member]
    if (patch.op !== 'add' && own(map, patch.key) === undefined) throw notFound(missing[key])
    const changed =
      patch.op === 'remove'
        ? withoutEntry(map, patch.key)
        : withEntry(map, patch.key, read(patch.value ?? '', patch.key))
    return { [member]: changed } as { readonly [M in Member]: StringMap<V> | undefined }
  },
})
