import { matchesGlob } from '../glob.ts'

/** One statement of a function's policy, as GetPolicy shows it. */
export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string }
  readonly Action: string
  readonly Resource: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Who wants to do what: an AWS service on behalf of one of its resources, or an account by the ARN of its root. */
interface Access {
  readonly principal: string
  readonly action: string
  readonly sourceArn?: string
  readonly sourceAccount?: string
}

/** The six parts of an ARN; the last keeps its own colons. */
function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}

/** IAM's ArnLike: a wildcard never reaches over one of the ARN's colons. */
function isArnLike(pattern: string, arn: string): boolean {
  const texts = arnParts(arn)
  return arnParts(pattern).every((part, i) => matchesGlob(part, texts[i] ?? ''))
}

const operators: Readonly<Record<string, (wanted: string, found: string) => boolean>> = {
  ArnLike: isArnLike,
  StringEquals: (wanted, found) => wanted === found,
}

/** A condition on something that the access does not tell is not met, as on AWS. */
function meets(condition: NonNullable<Statement['Condition']>, access: Access): boolean {
  const told: Readonly<Record<string, string | undefined>> = {
    'AWS:SourceArn': access.sourceArn,
    'AWS:SourceAccount': access.sourceAccount,
  }
  return Object.entries(condition).every(([operator, wants]) =>
    Object.entries(wants).every(([key, wanted]) => {
      const found = told[key]
      return found !== undefined && operators[operator]?.(wanted, found) === true
    }),
  )
}

const isFor = ({ Principal }: Statement, principal: string) =>
  Principal === '*' || ('Service' in Principal ? Principal.Service : Principal.AWS) === principal

/** Names of actions are not case-sensitive in IAM. */
const decide = (statements: readonly Statement[], access: Access): boolean =>
  statements.some(
    (statement) =>
      isFor(statement, access.principal) &&
      matchesGlob(statement.Action.toLowerCase(), access.action.toLowerCase()) &&
      meets(statement.Condition ?? {}, access),
  )

/** What was decided on a policy: records are replaced and never changed, so it stays true. */
const decisions = new WeakMap<readonly Statement[], Map<string, boolean>>()

/** Whether any statement lets this access in. */
export function allows(statements: readonly Statement[], access: Access): boolean {
  const key = `${access.principal} ${access.action} ${access.sourceArn} ${access.sourceAccount}`
  const made = decisions.get(statements) ?? new Map<string, boolean>()
  const known = made.get(key)
  if (known !== undefined) return known
  const decision = decide(statements, access)
  decisions.set(statements, made.set(key, decision))
  return decision
}
