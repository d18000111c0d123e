import type { GatewayResponseType } from '@aws-sdk/client-api-gateway'
import { Headers } from './headers.ts'

/**
 * The default gateway responses that this cloud can give, by AWS's names for them: HTTP status, `x-amzn-ErrorType`, text.
 * Some names are our own.
 */
const failures = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
  UNREADABLE_SIGNATURE: [403, 'IncompleteSignatureException', ''],
  FORBIDDEN: [403, 'ForbiddenException', 'Forbidden'],
  INVALID_API_KEY: [403, 'ForbiddenException', 'Forbidden'],
  ACCESS_DENIED: [403, 'AccessDeniedException', 'User is not authorized to access this resource'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'AuthorizerConfigurationException', 'Authorizer error'],
  UNAUTHORIZED: [401, 'UnauthorizedException', 'Unauthorized'],
  THROTTLED: [429, 'TooManyRequestsException', 'Too Many Requests'],
  QUOTA_EXCEEDED: [429, 'LimitExceededException', 'Limit Exceeded'],
  REQUEST_TOO_LARGE: [413, 'BadRequestException', 'Request Too Long'],
  DEFAULT_4XX: [400, 'BadRequestException', 'Bad Request'],
  BAD_REQUEST_BODY: [400, 'BadRequestException', 'Invalid request body'],
  BAD_REQUEST_PARAMETERS: [400, 'BadRequestException', 'Missing required request parameters'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'BadRequestException', 'Unsupported Media Type'],
  API_CONFIGURATION_ERROR: [500, 'InternalServerErrorException', 'Internal server error'],
  INTEGRATION_FAILURE: [502, 'InternalServerErrorException', 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException', 'Endpoint request timed out'],
  NETWORK: [504, 'InternalServerErrorException', 'Network error communicating with endpoint'],
  REFUSED_BY_LAMBDA: [500, 'InternalServerErrorException', 'Internal server error'],
} as const

type FailureType = keyof typeof failures

/**
 * What our own names are to AWS: nothing of an API answers where there is no API, a signature that cannot be read is no
 * INVALID_SIGNATURE (access logs in DataBiosphere/azul#7470), and what Lambda has no room for is no
 * API_CONFIGURATION_ERROR (those in DataBiosphere/azul#6624).
 */
const ownNames = {
  FORBIDDEN: undefined,
  NETWORK: 'INTEGRATION_FAILURE',
  REFUSED_BY_LAMBDA: 'INTEGRATION_FAILURE',
  UNREADABLE_SIGNATURE: 'DEFAULT_4XX',
} as const

const isOwnName = (type: FailureType): type is keyof typeof ownNames => Object.hasOwn(ownNames, type)

/**
 * Those before the integration are written without a blank after the colon, those of the execution with one:
 * recorded lengths are 36 for "Internal server error" (test_apigateway_header_remapping_aws), public logs show
 * 42 for "Missing Authentication Token" and 23 for "Forbidden". For what is too much: public log 63191768969,
 * ministackorg/ministack#1746.
 */
const beforeExecution: ReadonlySet<FailureType> = new Set([
  'MISSING_AUTHENTICATION_TOKEN',
  'UNREADABLE_SIGNATURE',
  'FORBIDDEN',
  'INVALID_API_KEY',
  'UNAUTHORIZED',
  'THROTTLED',
  'QUOTA_EXCEEDED',
])

/** What shows the root of its trace; a malformed answer of a function does not (public logs 28678491751, 31159485353, 12349772205). */
const traced: ReadonlySet<FailureType> = new Set([
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'INTEGRATION_TIMEOUT',
  'NETWORK',
])

/** An execution that ends in one of API Gateway's own answers. */
export class GatewayFailure extends Error {
  readonly type: FailureType
  readonly status: number
  /** What the execution log says of it; nothing where the lines before have said it. */
  readonly logLine: string | undefined

  /** What is wrong with a body, as a list: `$context.error.validationErrorString`. */
  readonly validationErrors: string | undefined

  /** Without a message it is the type's usual one. */
  constructor(
    type: FailureType,
    {
      logLine,
      message = failures[type][2],
      validationErrors,
    }: Partial<Pick<GatewayFailure, 'logLine' | 'message' | 'validationErrors'>> = {},
  ) {
    super(message)
    this.validationErrors = validationErrors
    this.type = type
    this.status = failures[type][0]
    this.logLine = logLine
  }

  /** Which response an API may have of its own for it. */
  get awsType(): GatewayResponseType | undefined {
    return isOwnName(this.type) ? ownNames[this.type] : this.type
  }

  get isTraced(): boolean {
    return traced.has(this.type)
  }

  get headers(): Headers {
    return Headers.from([['x-amzn-ErrorType', failures[this.type][1]]])
  }

  get body(): string {
    // An authorizer that fails is told without a text, one that denies with a capital M (dev.to/marcogrcr, "failure modes").
    if (this.type === 'AUTHORIZER_CONFIGURATION_ERROR') return '{"message":null}'
    const text = JSON.stringify(this.message)
    if (this.type === 'ACCESS_DENIED') return `{"Message":${text}}`
    return beforeExecution.has(this.type) ? `{"message":${text}}` : `{"message": ${text}}`
  }
}

/** The failure of a method that is set up wrongly, with the reason that AWS logs; 500 unless it is of another type. */
export const configurationError = (reason: string, type: FailureType = 'API_CONFIGURATION_ERROR') =>
  new GatewayFailure(type, { logLine: `Execution failed due to configuration error: ${reason}` })
