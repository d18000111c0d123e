import { asList, isRecord, jsonIn } from '../json.ts'
import { AwsError } from '../wire/awsError.ts'

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', 400, message)
const syntax = () => malformed('Syntax errors in policy.')
const invalidPrincipal = (what: string) => malformed(`Invalid principal in policy: ${what}`)

/** Services that act as roles; IAM refuses the name of one that there is not. */
const services = new Set([
  ...['apigateway', 'ops.apigateway', 'application-autoscaling', 'appsync', 'autoscaling', 'backup', 'batch'],
  ...['bedrock', 'cloudformation', 'cloudtrail', 'codebuild', 'codedeploy', 'codepipeline', 'cognito-idp'],
  ...['config', 'delivery.logs', 'dms', 'ec2', 'ecs', 'ecs-tasks', 'edgelambda', 'eks', 'elasticbeanstalk'],
  ...['elasticloadbalancing', 'elasticmapreduce', 'events', 'firehose', 'glue', 'iot', 'kinesisanalytics'],
  ...[
    'lakeformation',
    'lambda',
    'replicator.lambda',
    'lex',
    'logs',
    'monitoring',
    'pipes',
    'rds',
    'redshift',
  ],
  ...[
    's3',
    'sagemaker',
    'scheduler',
    'ses',
    'sns',
    'sqs',
    'ssm',
    'states',
    'transfer',
    'vpc-flow-logs',
    'xray',
  ],
])

const isService = (name: unknown) =>
  services.has(/^(.+)\.amazonaws\.com$/.exec(String(name))?.[1]?.replace(/\.[a-z]{2}-[a-z]+-\d$/, '') ?? '')

const isOfSts = (action: unknown) => /^sts:/i.test(String(action))

/** Texts: hashicorp/terraform#35086; without a principal terraform-aws-modules/terraform-aws-iam#47. */
function checkPrincipal(principal: unknown): void {
  if (principal === '*') return
  const kinds = isRecord(principal) ? Object.entries(principal) : []
  if (kinds.flatMap(([, names]) => asList(names)).length === 0)
    throw invalidPrincipal(
      'com.amazon.balsa.error.InvalidPolicyException: The passed in policy has a statement with no principals!',
    )
  for (const [kind, names] of kinds) {
    if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(kind)) throw syntax()
    const wrong = kind === 'Service' ? asList(names).find((name) => !isService(name)) : undefined
    if (wrong !== undefined) throw invalidPrincipal(`"SERVICE":"${wrong}"`)
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
