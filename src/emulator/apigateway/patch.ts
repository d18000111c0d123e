import type { PatchOperation } from '@aws-sdk/client-api-gateway'
import { badRequest } from '../wire/awsError.ts'

export type Op = 'add' | 'remove' | 'replace' | 'copy'

/** One patch operation as it was sent; a member that is missing prints as Java's null in AWS's texts. */
export interface PlainPatch {
  readonly op: string
  readonly path: string
  readonly value: string | undefined
  readonly from: string | undefined
}

/** A patch operation, read against the rule that allows it. */
export interface Patch extends PlainPatch {
  /** What stands in the rule's `{…}`, unescaped; '' where it has none. */
  readonly key: string
}

/**
 * What an Update operation lets one do to one path. A path may end in `/{name}`: any one segment, in which `~1` is
 * a slash and `~0` a tilde. `apply` gives the members that change.
 */
export interface PatchRule<T> {
  readonly path: string
  readonly ops: readonly Op[]
  readonly apply: (record: T, patch: Patch) => Partial<T>
}

export type Patches = readonly PatchOperation[] | undefined

/** AWS words its refusals in two ways, depending on the noun. Each throws, or returns the rule to apply. */
type Choose = <T>(rules: readonly PatchRule<T>[], op: string, path: string) => PatchRule<T>

export const unescapeKey = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~')

/** The text in the place of a rule's `{…}`; undefined where the path is not the rule's. */
function keyIn(rule: { readonly path: string }, path: string): string | undefined {
  const open = rule.path.indexOf('{')
  if (open < 0) return rule.path === path ? '' : undefined
  const head = rule.path.slice(0, open)
  const rest = path.slice(head.length)
  return path.startsWith(head) && rest !== '' && !rest.includes('/') ? unescapeKey(rest) : undefined
}

const fits =
  (path: string) =>
  (rule: { readonly path: string }): boolean =>
    keyIn(rule, path) !== undefined

const supports =
  (op: string) =>
  (rule: { readonly ops: readonly string[] }): boolean =>
    rule.ops.includes(op)

/** Rest APIs, methods, method responses, integrations (test_update_method_validation). */
export const byPath: Choose = (rules, op, path) => {
  const rule = rules.find(fits(path))
  if (!rule) throw badRequest(`Invalid patch path ${path}`)
  if (!supports(op)(rule))
    throw badRequest(`Invalid patch operation specified. Must be one of: [${rule.ops.join(', ')}]`)
  return rule
}

/** Resources and other small nouns (test_update_resource_behaviour). The two spaces are AWS's. */
export const byOperation: Choose = (rules, op, path) => {
  const allowed = rules.filter(supports(op))
  const refusal = `Invalid patch path  '${path}' specified for op '${op}'.`
  if (allowed.length === 0) throw badRequest(`${refusal} Please choose supported operations`)
  const rule = allowed.find(fits(path))
  if (!rule) throw badRequest(`${refusal} Must be one of: [${allowed.map((each) => each.path).join(', ')}]`)
  return rule
}

/** Gateway responses (test_update_gateway_response). */
export const byPathAndOperation: Choose = (rules, op, path) => {
  const rule = rules.find(fits(path))
  if (!rule || !supports(op)(rule)) throw badRequest(`Invalid patch path ${path}`)
  return rule
}

/** Applies patch operations in their order; one that is refused refuses all. */
export function applyPatches<T>(
  record: T,
  patches: Patches,
  rules: readonly PatchRule<T>[],
  choose: Choose,
): T {
  let result = record
  for (const { op = 'null', path = 'null', value, from } of patches ?? []) {
    const rule = choose(rules, op, path)
    const patch = { op, path, from, value: value ?? undefined, key: keyIn(rule, path) ?? '' }
    result = { ...result, ...rule.apply(result, patch) }
  }
  return result
}

/** A list that is a set, patched by value: `add` puts one at its end, `remove` takes it out. */
export function patchSet(
  list: readonly string[] | undefined,
  { op, value = '' }: Patch,
): string[] | undefined {
  const others = (list ?? []).filter((item) => item !== value)
  const result = op === 'remove' ? others : [...others, value]
  return result.length > 0 ? result : undefined
}
