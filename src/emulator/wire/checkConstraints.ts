import { isAbsent, isRecord } from '../json.ts'
import { validationException } from './awsError.ts'
import { breach, notNull } from './constraint.ts'
import { type MemberRule, rules } from './constraintTable.ts'
import type { Operation } from './operations.ts'
import type { OperationInput } from './request.ts'

/** A member that is there: where it stands, as AWS writes it, and what it is. */
interface PlacedValue {
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

/** Items of a list are counted from 1 and followed by `member`, as in `patchOperations.1.member.op`. */
function follow({ place, value }: PlacedValue, segments: readonly string[]): readonly PlacedValue[] {
  const [segment, ...rest] = segments
  if (segment === undefined) return [{ place, value }]
  if (segment !== 'member')
    return isRecord(value)
      ? follow({ place: `${place}.${lowerFirst(segment)}`, value: value[segment] }, rest)
      : []
  if (!Array.isArray(value)) return []
  return value.flatMap((item, index) => follow({ place: `${place}.${index + 1}.member`, value: item }, rest))
}

function breachesOf(
  operation: Operation,
  input: OperationInput,
  [path, ...constraints]: MemberRule,
): readonly string[] {
  const [member = '', ...segments] = path.split('.')
  const doubles = constraints.some(({ isOfDoubles }) => isOfDoubles)
  return follow({ place: placeOf(operation, member), value: input[member] }, segments).flatMap(
    ({ place, value }) =>
      constraints
        .filter((constraint) => (!isAbsent(value) || constraint === notNull) && !constraint.holds(value))
        .map((constraint) =>
          breach(isAbsent(value) ? 'null' : `'${javaText(value, doubles)}'`, place, constraint),
        ),
  )
}

/** Throws ValidationException naming every breach of a call's input, missing members first. */
export function checkConstraints(operation: Operation, input: OperationInput): void {
  const missing = operation.required
    .filter((member) => input[member] === undefined)
    .map((member) => breach('null', placeOf(operation, member), notNull))
  const broken = (rules[operation.service][operation.name] ?? []).flatMap((rule) =>
    breachesOf(operation, input, rule),
  )
  const breaches = [...missing, ...broken]
  if (breaches.length > 0) throw validationException(...breaches)
}
