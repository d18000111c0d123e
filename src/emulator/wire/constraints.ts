import { validation } from './awsError.ts'
import { type Constraint, type Rule, rules } from './constraintTable.ts'
import type { Operation } from './operations.ts'
import type { Input } from './request.ts'

/** A member that is there: where it stands, as AWS writes it, and what it is. */
interface Found {
  readonly place: string
  readonly value: unknown
}

/** A value as AWS's messages print it: Java's own text. */
function javaText(value: unknown, doubles: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => javaText(item, doubles)).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${javaText(item, doubles)}`)
      .join(', ')}}`
  return doubles && Number.isInteger(value) ? `${value}.0` : String(value)
}

/** Whether a rule is about a map of Java doubles: its limits are written as such. */
const isOfDoubles = (constraint: Constraint) =>
  typeof constraint === 'object' &&
  'values' in constraint &&
  constraint.values.some(
    (each) => typeof each === 'object' && 'most' in each && typeof each.most === 'string',
  )

const lengthOf = (value: unknown) =>
  typeof value === 'string' || Array.isArray(value) ? value.length : undefined

/** Java's `matches`: the whole text. */
const matches = (pattern: string, value: unknown) => new RegExp(`^(?:${pattern})$`).test(String(value))

const all = (constraints: readonly Constraint[], values: readonly unknown[]) =>
  values.every((value) => constraints.every((constraint) => holds(constraint, value)))

const isMap = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function holds(constraint: Constraint, value: unknown): boolean {
  if (constraint === 'not null') return value !== null && value !== undefined
  if ('enum' in constraint) return constraint.enum.includes(String(value))
  if ('pattern' in constraint) return matches(constraint.pattern, value)
  if ('longest' in constraint) return (lengthOf(value) ?? 0) <= constraint.longest
  if ('shortest' in constraint) return (lengthOf(value) ?? Number.POSITIVE_INFINITY) >= constraint.shortest
  if ('most' in constraint) return Number(value) <= Number(constraint.most)
  if ('least' in constraint) return Number(value) >= Number(constraint.least)
  if ('each' in constraint) return !Array.isArray(value) || all(constraint.each, value)
  if ('keys' in constraint) return !isMap(value) || all(constraint.keys, Object.keys(value))
  return !isMap(value) || all(constraint.values, Object.values(value))
}

/** Constraints of items are named all together, whichever of them failed. */
const together = (constraints: readonly Constraint[]) => `[${constraints.map(textOf).join(', ')}]`

function textOf(constraint: Constraint): string {
  if (constraint === 'not null') return 'Member must not be null'
  if ('enum' in constraint) return `Member must satisfy enum value set: [${constraint.enum.join(', ')}]`
  if ('pattern' in constraint) return `Member must satisfy regular expression pattern: ${constraint.pattern}`
  if ('longest' in constraint) return `Member must have length less than or equal to ${constraint.longest}`
  if ('shortest' in constraint)
    return `Member must have length greater than or equal to ${constraint.shortest}`
  if ('most' in constraint) return `Member must have value less than or equal to ${constraint.most}`
  if ('least' in constraint) return `Member must have value greater than or equal to ${constraint.least}`
  if ('each' in constraint) return `Member must satisfy constraint: ${together(constraint.each)}`
  if ('keys' in constraint) return `Map keys must satisfy constraint: ${together(constraint.keys)}`
  return `Map value must satisfy constraint: ${together(constraint.values)}`
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const isInBody = (operation: Operation, member: string) => {
  const traits = operation.input.getMemberSchema(member).getMergedTraits()
  return !traits.httpLabel && !traits.httpQuery && !traits.httpHeader
}

/** API Gateway names a member of the body by its input, one of the path by itself (both recorded); Lambda all by themselves. */
const placeOf = (operation: Operation, member: string) =>
  operation.service === 'apigateway' && isInBody(operation, member)
    ? `${lowerFirst(operation.name)}Input.${lowerFirst(member)}`
    : lowerFirst(member)

const membersOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(isMap(value) ? Object.entries(value) : [])

/** Items of a list are counted from 1 and followed by `member`, as in `patchOperations.1.member.op`. */
function follow({ place, value }: Found, segments: readonly string[]): readonly Found[] {
  const [segment, ...rest] = segments
  if (segment === undefined) return [{ place, value }]
  if (segment !== 'member')
    return follow({ place: `${place}.${lowerFirst(segment)}`, value: membersOf(value).get(segment) }, rest)
  if (!Array.isArray(value)) return []
  return value.flatMap((item, index) => follow({ place: `${place}.${index + 1}.member`, value: item }, rest))
}

function breachesOf(operation: Operation, input: Input, [path, ...constraints]: Rule): readonly string[] {
  const [member = '', ...segments] = path.split('.')
  const start = { place: placeOf(operation, member), value: input[member] }
  const doubles = constraints.some(isOfDoubles)
  return follow(start, segments)
    .filter(({ value }) => value !== undefined && value !== null)
    .flatMap(({ place, value }) =>
      constraints
        .filter((constraint) => !holds(constraint, value))
        .map(
          (constraint) =>
            `Value '${javaText(value, doubles)}' at '${place}' failed to satisfy constraint: ${textOf(constraint)}`,
        ),
    )
}

const missing = (operation: Operation, input: Input) =>
  operation.required
    .filter((member) => input[member] === undefined)
    .map(
      (member) =>
        `Value null at '${placeOf(operation, member)}' failed to satisfy constraint: Member must not be null`,
    )

/** Throws ValidationException naming every breach of a call's input, missing members first. */
export function checkConstraints(operation: Operation, input: Input): void {
  const broken = (rules[`${operation.service}.${operation.name}`] ?? []).flatMap((rule) =>
    breachesOf(operation, input, rule),
  )
  const breaches = [...missing(operation, input), ...broken]
  if (breaches.length > 0) throw validation(...breaches)
}
