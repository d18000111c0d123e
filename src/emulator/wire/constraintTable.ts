import { words } from '../words.ts'
import {
  type Constraint,
  doubles,
  each,
  keys,
  least,
  longest,
  most,
  notNull,
  oneOf,
  pattern,
  secret,
  shortest,
  values,
} from './constraint.ts'
import type { Service } from './operations.ts'

/** A member by its way from the input (`patchOperations.member.op`: of every item), then what it must satisfy. */
export type MemberRule = readonly [path: string, ...constraints: readonly Constraint[]]

const op: MemberRule = [
  'patchOperations.member.op',
  oneOf('add', 'remove', 'move', 'test', 'replace', 'copy'),
]
const statusCode: MemberRule = ['statusCode', pattern('[1-5]\\d\\d')]
/** In the order of AWS's message (recorded in LocalStack's test_gateway_response_validation). */
const responseType: MemberRule = [
  'responseType',
  oneOf(
    ...words(`
      REQUEST_TOO_LARGE RESOURCE_NOT_FOUND AUTHORIZER_CONFIGURATION_ERROR MISSING_AUTHENTICATION_TOKEN BAD_REQUEST_BODY
      INVALID_SIGNATURE INVALID_API_KEY BAD_REQUEST_PARAMETERS AUTHORIZER_FAILURE UNAUTHORIZED INTEGRATION_TIMEOUT
      ACCESS_DENIED DEFAULT_4XX DEFAULT_5XX WAF_FILTERED QUOTA_EXCEEDED THROTTLED API_CONFIGURATION_ERROR
      UNSUPPORTED_MEDIA_TYPE INTEGRATION_FAILURE EXPIRED_TOKEN
    `),
  ),
]
const contentHandling: MemberRule = ['contentHandling', oneOf('CONVERT_TO_BINARY', 'CONVERT_TO_TEXT')]
/** UpdateStage checks them itself: its values are all texts. */
export const cacheSizes: readonly string[] = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237']
const cacheClusterSize: MemberRule = ['cacheClusterSize', oneOf(...cacheSizes)]

const text = (limit: number, source: string) => [longest(limit), shortest(1), pattern(source)] as const
const region = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}'
const functionNameOf = (limit: number, name: string, latest: string): MemberRule => [
  'FunctionName',
  ...text(
    limit,
    `(arn:(aws[a-zA-Z-]*)?:lambda:)?(${region}:)?(\\d{12}:)?(function:)?(${name}+)(:(${latest}|[a-zA-Z0-9-_]+))?`,
  ),
]
const functionName = functionNameOf(140, '[a-zA-Z0-9-_]', '\\$LATEST')
/** The model says 170 at most, but a name of 230 only breaks the pattern (test_function_name_and_qualifier_validation). */
const namespacedFunctionName = functionNameOf(256, '[a-zA-Z0-9-_\\.]', '\\$LATEST(\\.PUBLISHED)?')
const qualifier: MemberRule = ['Qualifier', ...text(128, '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+')]
const alias: MemberRule = ['Name', ...text(128, '(?!^[0-9]+$)([a-zA-Z0-9-_]+)')]
/** test_notfound_and_invalid_routingconfigs */
const routing: MemberRule = [
  'RoutingConfig.AdditionalVersionWeights',
  keys(...text(1024, '[0-9]+')),
  doubles(most('1.0'), least('0.0'), notNull),
]
const architectures: MemberRule = [
  'Architectures',
  longest(1),
  shortest(1),
  each(oneOf('x86_64', 'arm64'), notNull),
]
const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
/** In the order of a public log (aws-cloudwatch-building-dashboard-outside-aws-console#6). */
const codeInS3 = (place: string): readonly MemberRule[] => [
  [`${place}S3Bucket`, pattern('^[0-9A-Za-z\\.\\-_]*(?<!\\.)$'), longest(63), shortest(3)],
  [`${place}S3Key`, longest(1024), shortest(1)],
  [`${place}S3ObjectVersion`, longest(1024), shortest(1)],
]
const taggable: MemberRule = [
  'Resource',
  ...text(
    256,
    `arn:(aws[a-zA-Z-]*):lambda:${region}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:${uuid}|capacity-provider:[a-zA-Z0-9-_]+)`,
  ),
]
const tagText = pattern('^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$')
/** Public logs cloud-custodian#2520 and SWO-GS/auto-tag#77 of the values; the keys by analogy. */
const tags: MemberRule = [
  'Tags',
  keys(longest(128), shortest(1), tagText),
  values(longest(256), shortest(0), tagText),
]
/** Of one line (public log voicemail-for-amazon-connect#26). */
const description: MemberRule = ['Description', longest(256), pattern('.*')]
const versionOrLatest: MemberRule = ['FunctionVersion', ...text(1024, '(\\$LATEST(\\.PUBLISHED)?|[0-9]+)')]
const items = (limit: number): MemberRule => ['MaxItems', most(limit), least(1)]
const anArn = pattern(`arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:(${region})?:(\\d{12})?:(.*)`)
const anyArn = pattern('(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()')
const layerArn = `(arn:(aws[a-zA-Z-]*)?:lambda:${region}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`
/** AWS looks at these before it looks for anything else, so they are judged here too, where no function can have them. */
const unsupportedSettings: readonly MemberRule[] = [
  // test_invalid_vpc_config_subnet, test_invalid_vpc_config_security_group
  ['VpcConfig.SubnetIds', each(longest(1024), shortest(0), pattern('subnet-[0-9a-z]*'))],
  ['VpcConfig.SecurityGroupIds', each(longest(1024), shortest(0), pattern('sg-[0-9a-zA-Z]*'))],
  ['DeadLetterConfig.TargetArn', anyArn],
  ['KMSKeyArn', anyArn], // claudiajs/claudia, spec/create-spec.js
  ['Layers', each(longest(2048), shortest(1), pattern(layerArn), notNull)], // test_layer_function_exceptions
]
const functionSettings: readonly MemberRule[] = [
  ['Role', pattern('arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+')],
  ['Handler', longest(128), pattern('[^\\s]+')],
  description,
  ['Timeout', most(900), least(1)],
  ['MemorySize', most(32768), least(128)],
  ['EphemeralStorage.Size', notNull, most(10240), least(512)], // required (API reference, EphemeralStorage)
  ['Environment.Variables', secret(keys(pattern('[a-zA-Z]([a-zA-Z0-9_])+')))],
  ['SnapStart.ApplyOn', oneOf('PublishedVersions', 'None')],
  ['TracingConfig.Mode', oneOf('Active', 'PassThrough')],
  ['PackageType', oneOf('Zip', 'Image')],
  ['LoggingConfig.LogFormat', oneOf('JSON', 'Text')],
  ['LoggingConfig.ApplicationLogLevel', oneOf('TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL')],
  ['LoggingConfig.SystemLogLevel', oneOf('DEBUG', 'INFO', 'WARN')],
  ['LoggingConfig.LogGroup', ...text(512, '[\\.\\-_/#A-Za-z0-9]+')],
  ...unsupportedSettings,
]

/** test_layer_exceptions */
const layerRuntime: MemberRule = [
  'CompatibleRuntime',
  oneOf(
    ...words(`
      ruby3.5 ruby2.6 dotnetcore1.0 python3.7 nodejs8.10 nasa ruby2.7 python2.7-greengrass dotnetcore2.0 python3.8 java21 dotnet6
      dotnetcore2.1 python3.9 java11 nodejs6.10 provided dotnetcore3.1 dotnet8 java25 java17 nodejs nodejs4.3 java8.al2 go1.x
      dotnet10 nodejs20.x go1.9 byol nodejs10.x provided.al2023 nodejs22.x python3.10 java8 nodejs12.x python3.11 nodejs24.x
      nodejs8.x python3.12 nodejs14.x nodejs8.9 nodejs26.x python3.13 python3.14 nodejs16.x python3.15 provided.al2
      nodejs4.3-edge nodejs18.x ruby3.2 python3.4 ruby3.3 ruby3.4 ruby2.5 python3.6 python2.7
    `),
  ),
]

/** The same rules for several operations. */
const alike = (operations: string, ...same: readonly MemberRule[]) =>
  Object.fromEntries(words(operations).map((operation) => [operation, same]))

/** Public log ex-aws/ex_aws#442. */
export const invocationTypes = oneOf('DryRun', 'RequestResponse', 'Event')

/**
 * By operation, in the order in which AWS's message names breaches: recorded where several stand in one message
 * (test_create_rest_api_with_endpoint_configuration, test_update_method_response_negative_tests), else the model's.
 * The SDK's schemas carry none of this. Enum sets stand in the order of AWS's messages where one is recorded.
 */
export const rules: Readonly<Record<Service, Readonly<Record<string, readonly MemberRule[]>>>> = {
  apigateway: {
    CreateRestApi: [
      ['endpointConfiguration.types', each(oneOf('PRIVATE', 'EDGE', 'REGIONAL'))],
      ['endpointConfiguration.ipAddressType', oneOf('ipv4', 'dualstack')],
      ['apiKeySource', oneOf('AUTHORIZER', 'HEADER')],
    ],
    ...alike(
      `UpdateRestApi UpdateResource UpdateMethod UpdateIntegration UpdateDeployment UpdateStage UpdateAccount UpdateApiKey
      UpdateUsagePlan UpdateAuthorizer UpdateModel UpdateRequestValidator`,
      op,
    ),
    ...alike(
      'PutMethodResponse GetMethodResponse DeleteMethodResponse GetIntegrationResponse DeleteIntegrationResponse',
      statusCode,
    ),
    ...alike('UpdateMethodResponse UpdateIntegrationResponse', op, statusCode),
    PutIntegrationResponse: [contentHandling, statusCode],
    PutIntegration: [
      ['type', oneOf('HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS')],
      ['connectionType', oneOf('VPC_LINK', 'INTERNET')],
      contentHandling,
    ],
    PutGatewayResponse: [statusCode, responseType],
    UpdateGatewayResponse: [op, responseType],
    ...alike('GetGatewayResponse DeleteGatewayResponse', responseType),
    ...alike('CreateDeployment CreateStage', cacheClusterSize),
    CreateUsagePlan: [['quota.period', oneOf('WEEK', 'DAY', 'MONTH')]],
    CreateAuthorizer: [['type', oneOf('TOKEN', 'REQUEST', 'COGNITO_USER_POOLS')]],
  },
  lambda: {
    CreateFunction: [functionName, ...functionSettings, ...codeInS3('Code.'), architectures, tags],
    UpdateFunctionCode: [functionName, ...codeInS3(''), architectures],
    UpdateFunctionConfiguration: [functionName, ...functionSettings],
    ...alike('GetFunction GetFunctionConfiguration DeleteFunction', namespacedFunctionName, qualifier),
    ListFunctions: [
      ['MasterRegion', pattern('ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}')],
      ['FunctionVersion', oneOf('ALL')],
      items(10_000),
    ],
    PublishVersion: [functionName, description, ['PublishTo', oneOf('LATEST_PUBLISHED')]],
    ListAliases: [functionName, versionOrLatest, items(10_000)],
    ListVersionsByFunction: [namespacedFunctionName, items(10_000)],
    ...alike('CreateAlias UpdateAlias', functionName, alias, versionOrLatest, description, routing),
    ...alike('GetAlias DeleteAlias', functionName, alias),
    PutFunctionConcurrency: [functionName, ['ReservedConcurrentExecutions', least(0)]],
    ...alike('GetFunctionConcurrency DeleteFunctionConcurrency', functionName),
    AddPermission: [
      namespacedFunctionName,
      ['StatementId', ...text(100, '([a-zA-Z0-9-_]+)')],
      ['Action', pattern('(lambda:[*]|lambda:[a-zA-Z]+|[*])')],
      ['Principal', pattern('[^\\s]+')],
      ['SourceArn', anArn],
      ['SourceAccount', longest(12), pattern('\\d{12}')],
      ['EventSourceToken', longest(256), pattern('[a-zA-Z0-9._\\-]+')],
      qualifier,
      ['PrincipalOrgID', longest(34), shortest(12), pattern('o-[a-z0-9]{10,32}')],
      ['FunctionUrlAuthType', oneOf('NONE', 'AWS_IAM')],
    ],
    RemovePermission: [namespacedFunctionName, ['StatementId', ...text(100, '([a-zA-Z0-9-_.]+)')], qualifier],
    GetPolicy: [namespacedFunctionName, qualifier],
    Invoke: [
      namespacedFunctionName,
      ['InvocationType', invocationTypes],
      ['LogType', oneOf('None', 'Tail')],
      ['DurableExecutionName', ...text(64, '[a-zA-Z0-9-_]+')],
      qualifier,
      ['TenantId', ...text(256, '[a-zA-Z0-9\\._:\\/=+\\-@ ]+')],
    ],
    GetFunctionEventInvokeConfig: [functionName, qualifier],
    ...alike('ListFunctionUrlConfigs ListProvisionedConcurrencyConfigs', functionName, items(50)),
    ListFunctionEventInvokeConfigs: [namespacedFunctionName, items(50)],
    ListEventSourceMappings: [['EventSourceArn', anArn], namespacedFunctionName, items(10_000)],
    ListLayers: [layerRuntime, items(50), ['CompatibleArchitecture', oneOf('x86_64', 'arm64')]],
    ListCodeSigningConfigs: [items(10_000)],
    GetFunctionUrlConfig: [functionName, ['Qualifier', ...text(128, '((?!^\\d+$)^[0-9a-zA-Z-_]+$)')]],
    GetFunctionCodeSigningConfig: [functionName],
    TagResource: [taggable, tags],
    ...alike('UntagResource ListTags', taggable),
  },
}
