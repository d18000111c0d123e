/** One thing that AWS's front end demands of a member. Where several stand together, the order is that of AWS's text. */
export type Constraint =
  | { readonly enum: readonly string[] }
  | { readonly pattern: string }
  /** Length of a text or a list. */
  | { readonly longest: number }
  | { readonly shortest: number }
  /** A text is a Java double as the message prints it: `1.0`. */
  | { readonly most: number | '1.0' }
  | { readonly least: number | '0.0' }
  | 'not null'
  /** Of every item of a list, every key or every value of a map. */
  | { readonly each: readonly Constraint[] }
  | { readonly keys: readonly Constraint[] }
  | { readonly values: readonly Constraint[] }

/** A member by its way from the input (`patchOperations.member.op`: of every item), then what it must satisfy. */
export type Rule = readonly [path: string, ...constraints: readonly Constraint[]]

const op: Rule = ['patchOperations.member.op', { enum: ['add', 'remove', 'move', 'test', 'replace', 'copy'] }]
const statusCode: Rule = ['statusCode', { pattern: '[1-5]\\d\\d' }]
/** In the order of AWS's message (recorded in LocalStack's test_gateway_response_validation). */
const responseType: Rule = [
  'responseType',
  {
    enum: [
      ...['REQUEST_TOO_LARGE', 'RESOURCE_NOT_FOUND', 'AUTHORIZER_CONFIGURATION_ERROR'],
      ...['MISSING_AUTHENTICATION_TOKEN', 'BAD_REQUEST_BODY', 'INVALID_SIGNATURE', 'INVALID_API_KEY'],
      ...['BAD_REQUEST_PARAMETERS', 'AUTHORIZER_FAILURE', 'UNAUTHORIZED', 'INTEGRATION_TIMEOUT'],
      ...['ACCESS_DENIED', 'DEFAULT_4XX', 'DEFAULT_5XX', 'WAF_FILTERED', 'QUOTA_EXCEEDED', 'THROTTLED'],
      ...['API_CONFIGURATION_ERROR', 'UNSUPPORTED_MEDIA_TYPE', 'INTEGRATION_FAILURE', 'EXPIRED_TOKEN'],
    ],
  },
]
const contentHandling: Rule = ['contentHandling', { enum: ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'] }]
/** UpdateStage checks them itself: its values are all texts. */
export const cacheSizes: readonly string[] = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237']
const cacheClusterSize: Rule = ['cacheClusterSize', { enum: cacheSizes }]

const region = '((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?'
const functionName: Rule = [
  'FunctionName',
  { longest: 140 },
  { shortest: 1 },
  {
    pattern: `(arn:(aws[a-zA-Z-]*)?:lambda:)?${region}(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
  },
]
/** The model says 170 at most, but a name of 230 only breaks the pattern (test_function_name_and_qualifier_validation). */
const namespacedFunctionName: Rule = [
  'FunctionName',
  { longest: 256 },
  { shortest: 1 },
  {
    pattern: `(arn:(aws[a-zA-Z-]*)?:lambda:)?${region}(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?`,
  },
]
const qualifier: Rule = [
  'Qualifier',
  { longest: 128 },
  { shortest: 1 },
  { pattern: '\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+' },
]
const alias: Rule = ['Name', { longest: 128 }, { shortest: 1 }, { pattern: '(?!^[0-9]+$)([a-zA-Z0-9-_]+)' }]
/** test_notfound_and_invalid_routingconfigs */
const routing: Rule = [
  'RoutingConfig.AdditionalVersionWeights',
  { keys: [{ longest: 1024 }, { shortest: 1 }, { pattern: '[0-9]+' }] },
  { values: [{ most: '1.0' }, { least: '0.0' }, 'not null'] },
]
const architectures: Rule = [
  'Architectures',
  { longest: 1 },
  { shortest: 1 },
  { each: [{ enum: ['x86_64', 'arm64'] }, 'not null'] },
]
const taggable: Rule = [
  'Resource',
  {
    pattern:
      'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)',
  },
]
const functionSettings: readonly Rule[] = [
  ['Role', { pattern: 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+' }],
  ['Handler', { longest: 128 }, { pattern: '[^\\s]+' }],
  ['Description', { longest: 256 }],
  ['Timeout', { most: 900 }, { least: 1 }],
  ['MemorySize', { most: 10240 }, { least: 128 }],
  ['EphemeralStorage.Size', { most: 10240 }, { least: 512 }],
  ['Environment.Variables', { keys: [{ pattern: '[a-zA-Z]([a-zA-Z0-9_])+' }] }],
  ['SnapStart.ApplyOn', { enum: ['PublishedVersions', 'None'] }],
  ['TracingConfig.Mode', { enum: ['Active', 'PassThrough'] }],
  ['PackageType', { enum: ['Zip', 'Image'] }],
  ['LoggingConfig.LogFormat', { enum: ['JSON', 'Text'] }],
  ['LoggingConfig.ApplicationLogLevel', { enum: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] }],
  ['LoggingConfig.SystemLogLevel', { enum: ['DEBUG', 'INFO', 'WARN'] }],
  ['LoggingConfig.LogGroup', { longest: 512 }, { shortest: 1 }, { pattern: '[\\.\\-_/#A-Za-z0-9]+' }],
]

/**
 * By operation, in the order in which AWS's message names breaches: recorded where several stand in one message
 * (test_create_rest_api_with_endpoint_configuration, test_update_method_response_negative_tests), else the model's.
 * The SDK's schemas carry none of this. Enum sets stand in the order of AWS's messages where one is recorded.
 */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  'apigateway.CreateRestApi': [
    ['endpointConfiguration.types', { each: [{ enum: ['PRIVATE', 'EDGE', 'REGIONAL'] }] }],
    ['endpointConfiguration.ipAddressType', { enum: ['ipv4', 'dualstack'] }],
    ['apiKeySource', { enum: ['AUTHORIZER', 'HEADER'] }],
  ],
  'apigateway.UpdateRestApi': [op],
  'apigateway.UpdateResource': [op],
  'apigateway.UpdateMethod': [op],
  'apigateway.PutMethodResponse': [statusCode],
  'apigateway.GetMethodResponse': [statusCode],
  'apigateway.UpdateMethodResponse': [op, statusCode],
  'apigateway.DeleteMethodResponse': [statusCode],
  'apigateway.PutIntegration': [
    ['type', { enum: ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] }],
    ['connectionType', { enum: ['VPC_LINK', 'INTERNET'] }],
    contentHandling,
  ],
  'apigateway.UpdateIntegration': [op],
  'apigateway.PutIntegrationResponse': [contentHandling, statusCode],
  'apigateway.GetIntegrationResponse': [statusCode],
  'apigateway.UpdateIntegrationResponse': [op, statusCode],
  'apigateway.DeleteIntegrationResponse': [statusCode],
  'apigateway.PutGatewayResponse': [statusCode, responseType],
  'apigateway.GetGatewayResponse': [responseType],
  'apigateway.UpdateGatewayResponse': [op, responseType],
  'apigateway.DeleteGatewayResponse': [responseType],
  'apigateway.CreateDeployment': [cacheClusterSize],
  'apigateway.UpdateDeployment': [op],
  'apigateway.CreateStage': [cacheClusterSize],
  'apigateway.UpdateStage': [op],
  'apigateway.UpdateAccount': [op],
  'apigateway.UpdateApiKey': [op],
  'apigateway.CreateUsagePlan': [['quota.period', { enum: ['WEEK', 'DAY', 'MONTH'] }]],
  'apigateway.UpdateUsagePlan': [op],
  'apigateway.CreateAuthorizer': [['type', { enum: ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] }]],
  'apigateway.UpdateAuthorizer': [op],

  'lambda.CreateFunction': [functionName, ...functionSettings, architectures],
  'lambda.GetFunction': [namespacedFunctionName, qualifier],
  'lambda.GetFunctionConfiguration': [namespacedFunctionName, qualifier],
  'lambda.DeleteFunction': [namespacedFunctionName, qualifier],
  'lambda.UpdateFunctionCode': [functionName, architectures],
  'lambda.UpdateFunctionConfiguration': [functionName, ...functionSettings],
  'lambda.ListFunctions': [
    ['FunctionVersion', { enum: ['ALL'] }],
    ['MaxItems', { most: 10000 }, { least: 1 }],
  ],
  'lambda.PublishVersion': [functionName],
  'lambda.ListVersionsByFunction': [namespacedFunctionName],
  'lambda.CreateAlias': [functionName, alias, routing],
  'lambda.GetAlias': [functionName, alias],
  'lambda.UpdateAlias': [functionName, alias, routing],
  'lambda.DeleteAlias': [functionName, alias],
  'lambda.ListAliases': [functionName],
  'lambda.PutFunctionConcurrency': [functionName, ['ReservedConcurrentExecutions', { least: 0 }]],
  'lambda.GetFunctionConcurrency': [functionName],
  'lambda.DeleteFunctionConcurrency': [functionName],
  'lambda.AddPermission': [
    namespacedFunctionName,
    ['StatementId', { longest: 100 }, { shortest: 1 }, { pattern: '([a-zA-Z0-9-_]+)' }],
    ['Action', { pattern: '(lambda:[*]|lambda:[a-zA-Z]+|[*])' }],
    ['Principal', { pattern: '[^\\s]+' }],
    [
      'SourceArn',
      {
        pattern:
          'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)',
      },
    ],
    ['SourceAccount', { pattern: '\\d{12}' }],
    qualifier,
  ],
  'lambda.RemovePermission': [
    namespacedFunctionName,
    ['StatementId', { longest: 100 }, { shortest: 1 }, { pattern: '([a-zA-Z0-9-_.]+)' }],
    qualifier,
  ],
  'lambda.GetFunctionUrlConfig': [functionName],
  'lambda.GetFunctionEventInvokeConfig': [functionName, qualifier],
  'lambda.GetFunctionCodeSigningConfig': [functionName],
  'lambda.GetPolicy': [namespacedFunctionName, qualifier],
  'lambda.Invoke': [
    namespacedFunctionName,
    ['InvocationType', { enum: ['Event', 'RequestResponse', 'DryRun'] }],
    ['LogType', { enum: ['None', 'Tail'] }],
    qualifier,
  ],
  'lambda.TagResource': [taggable],
  'lambda.UntagResource': [taggable],
  'lambda.ListTags': [taggable],
}
