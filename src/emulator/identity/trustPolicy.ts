import { asList, isRecord, jsonIn } from '../json.ts'
import { AwsError } from '../wire/awsError.ts'
import { words } from '../words.ts'
import { differInOne } from './misspelling.ts'

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message)
const syntax = () => malformed('Syntax errors in policy.')
const invalidPrincipal = (what: string) => malformed(`Invalid principal in policy: ${what}`)

/**
 * AWS refuses the name of a service that there is not. Which there are is not known here: what is no name of one is
 * refused, and what is nearly that of one which this cloud has.
 */
export function isService(name: unknown): boolean {
  const [, service = ''] = /^([a-z0-9.-]+)\.amazonaws\.com(?:\.cn)?$/.exec(String(name)) ?? []
  return service !== '' && !['lambda', 'apigateway'].some((known) => differInOne(service, known))
}

/** Others of STS are refused, and so are these in other letters (cdk-preflight pf-iam-trust-policy-action-sts-only). */
const actionsOfTrust = words(`
  sts:AssumeRole sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity sts:SetContext sts:SetSourceIdentity sts:TagSession
`)

/** An account, or one of its users, roles or sessions: none is looked for (pf-iam-trust-policy-aws-principal-format). */
const isOfAccount = (name: unknown) =>
  /^(\*|\d{12}|\d{4}-\d{4}-\d{4}|A(IDA|ROA)\w+|arn:[\w-]+:(iam::\d{12}:(root|(user|role)\/[^\s*]+)|sts::\d{12}:[^\s*]+))$/.test(
    String(name),
  )

const isAnything = () => true

/** What a principal of each kind must be. */
const principalKinds: ReadonlyMap<string, (name: unknown) => boolean> = new Map([
  ['AWS', isOfAccount],
  ['Service', isService],
  ['Federated', isAnything],
  ['CanonicalUser', isAnything],
])

/** Texts: hashicorp/terraform#35086; without a principal terraform-aws-modules/terraform-aws-iam#47. */
function checkPrincipal(principal: unknown): void {
  // cdk-preflight pf-iam-trust-policy-principal-star-string, aws/aws-cdk#5732.
  if (principal === '*') throw malformed('AssumeRolepolicy contained an invalid principal: "STAR":"*".')
  const kinds = isRecord(principal) ? Object.entries(principal) : []
  if (kinds.flatMap(([, names]) => asList(names)).length === 0)
    throw invalidPrincipal(
      'com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!',
    )
  for (const [kind, names] of kinds) {
    const isOne = principalKinds.get(kind)
    if (!isOne) throw syntax()
    const wrong = asList(names).find((name) => !isOne(name))
    if (wrong !== undefined) throw invalidPrincipal(`"${kind.toUpperCase()}":"${wrong}"`)
  }
}

const elements = words('Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition')

const haveOnly = (document: object, names: readonly string[]) =>
  Object.keys(document).every((name) => names.includes(name))

/** Texts: cdk-preflight pf-iam-policy-statement-unknown-field, pf-iam-policy-exclusive-fields, pf-iam-policy-effect-case. */
function checkStatement(statement: unknown): void {
  if (!isRecord(statement) || !haveOnly(statement, elements)) throw syntax()
  if ('Action' in statement && 'NotAction' in statement) throw syntax()
  const effect = String(statement.Effect)
  if (!/^(Allow|Deny)$/i.test(effect)) throw syntax()
  if (!/^(Allow|Deny)$/.test(effect)) throw malformed('The policy failed legacy parsing')
  if ('Resource' in statement) throw malformed('Has prohibited field Resource')
  if (statement.NotPrincipal === undefined) checkPrincipal(statement.Principal)
  const actions = asList(statement.Action ?? statement.NotAction)
  if (actions.length === 0) throw malformed('Policy statement must contain actions.')
  if (!actions.every((action) => actionsOfTrust.includes(String(action))))
    throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
}

/** Texts: cdk-preflight pf-iam-policy-sid-format, pf-iam-policy-duplicate-sid. */
function checkSids(statements: readonly unknown[]): void {
  const sids = statements.flatMap((statement) =>
    isRecord(statement) && statement.Sid !== undefined ? [String(statement.Sid)] : [],
  )
  if (!sids.every((sid) => /^[0-9A-Za-z]*$/.test(sid)))
    throw malformed(
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    )
  const named = sids.filter((sid) => sid !== '')
  if (new Set(named).size < named.length)
    throw malformed('Statement IDs (SID) in a single policy must be unique.')
}

/** Throws IAM's texts for a text that does not say who may act as a role. */
export function checkTrustPolicy(text: string): void {
  const document = jsonIn(text)
  if (document === undefined) throw malformed('This policy contains invalid Json')
  // cdk-preflight pf-iam-policy-unknown-toplevel-field, pf-iam-policy-version.
  if (!isRecord(document) || !haveOnly(document, ['Version', 'Id', 'Statement'])) throw syntax()
  const { Version = '2008-10-17', Statement } = document
  if (Version !== '2012-10-17' && Version !== '2008-10-17') throw syntax()
  const statements = asList(Statement)
  if (statements.length === 0) throw syntax()
  for (const statement of statements) checkStatement(statement)
  checkSids(statements)
}
