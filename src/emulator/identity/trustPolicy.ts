import { asList, isRecord, jsonIn } from '../json.ts'
import { AwsError } from '../wire/awsError.ts'
import { differInOne } from './misspelling.ts'

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message)
const syntax = () => malformed('Syntax errors in policy.')
const invalidPrincipal = (what: string) => malformed(`Invalid principal in policy: ${what}`)

/**
 * IAM refuses the name of a service that there is not. Which there are is not known here: what is no name of one is
 * refused, and what is nearly that of one which this cloud has.
 */
function isService(name: unknown): boolean {
  const [, service = ''] = /^([a-z0-9.-]+)\.amazonaws\.com(?:\.cn)?$/.exec(String(name)) ?? []
  return service !== '' && !['lambda', 'apigateway'].some((known) => differInOne(service, known))
}

/** An account, one of its identities, or the unique id of one. Whether there is such a one is not known here. */
const isOfIam = (name: unknown) =>
  /^(\*|\d{12}|A[A-Z0-9]{15,127}|arn:aws[\w-]*:(iam|sts)::\d{12}:(root|(user|role|assumed-role|federated-user)\/\S+))$/.test(
    String(name),
  )

/** How a principal of a kind is written, and how IAM names it where it is not. */
const kinds: Readonly<Record<string, { readonly shown: string; holds(name: unknown): boolean }>> = {
  AWS: { shown: 'AWS', holds: isOfIam },
  Service: { shown: 'SERVICE', holds: isService },
  Federated: { shown: 'FEDERATED', holds: () => true },
  CanonicalUser: { shown: 'CANONICAL_USER', holds: () => true },
}

const isOfSts = (action: unknown) => /^sts:/i.test(String(action))

/**
 * Texts: hashicorp/terraform#35086; an account of eleven digits aws-actions/configure-aws-credentials#332; without a
 * principal terraform-aws-modules/terraform-aws-iam#47.
 */
function checkPrincipal(principal: unknown): void {
  if (principal === '*') return
  const given = isRecord(principal) ? Object.entries(principal) : []
  if (given.flatMap(([, names]) => asList(names)).length === 0)
    throw invalidPrincipal(
      'com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!',
    )
  for (const [name, names] of given) {
    const kind = kinds[name]
    if (!kind) throw syntax()
    const wrong = asList(names).find((one) => !kind.holds(one))
    if (wrong !== undefined) throw invalidPrincipal(`"${kind.shown}":"${wrong}"`)
  }
}

function checkStatement(statement: unknown): void {
  if (!isRecord(statement) || !['Allow', 'Deny'].includes(String(statement.Effect))) throw syntax()
  if ('Resource' in statement) throw malformed('Has prohibited field Resource')
  if (statement.NotPrincipal === undefined) checkPrincipal(statement.Principal)
  const actions = asList(statement.Action ?? statement.NotAction)
  if (actions.length === 0) throw malformed('Policy statement must contain actions.')
  if (!actions.every(isOfSts)) throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
}

/** Throws IAM's texts for a text that does not say who may act as a role. */
export function checkTrustPolicy(text: string): void {
  const document = jsonIn(text)
  if (document === undefined) throw malformed('This policy contains invalid Json')
  if (!isRecord(document)) throw syntax()
  const { Version = '2008-10-17', Statement } = document
  if (Version !== '2012-10-17' && Version !== '2008-10-17')
    throw malformed('The policy must contain a valid version string.')
  const statements = asList(Statement)
  if (statements.length === 0) throw syntax()
  for (const statement of statements) checkStatement(statement)
}
