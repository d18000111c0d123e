import type { GatewayResponseType } from '@aws-sdk/client-api-gateway'
import { Headers } from './headers.ts'

/**
 * The default gateway responses that this cloud can give: HTTP status, `x-amzn-ErrorType`, text.
 * Those before the integration are written without a blank after the colon, those of the execution with one:
 * recorded lengths are 36 for "Internal server error" (test_apigateway_header_remapping_aws), public logs show
 * 42 for "Missing Authentication Token" and 23 for "Forbidden".
 */
const failures = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
  INCOMPLETE_SIGNATURE: [403, 'IncompleteSignatureException', ''],
  FORBIDDEN: [403, 'ForbiddenException', 'Forbidden'],
  INVALID_API_KEY: [403, 'ForbiddenException', 'Forbidden'],
  ACCESS_DENIED: [403, 'AccessDeniedException', 'User is not authorized to access this resource'],
  AUTHORIZER_CONFIGURATION_ERROR: [500, 'AuthorizerConfigurationException', 'Authorizer error'],
  UNAUTHORIZED: [401, 'UnauthorizedException', 'Unauthorized'],
  REQUEST_TOO_LARGE: [413, 'BadRequestException', 'Request Too Long'],
  BAD_REQUEST: [400, 'BadRequestException', 'Bad Request'],
  BAD_REQUEST_BODY: [400, 'BadRequestException', 'Invalid request body'],
  BAD_REQUEST_PARAMETERS: [400, 'BadRequestException', 'Missing required request parameters'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'BadRequestException', 'Unsupported Media Type'],
  INTERNAL: [500, 'InternalServerErrorException', 'Internal server error'],
  BAD_GATEWAY: [502, 'InternalServerErrorException', 'Internal server error'],
  TIMEOUT: [504, 'InternalServerErrorException', 'Endpoint request timed out'],
  NETWORK: [504, 'InternalServerErrorException', 'Network error communicating with endpoint'],
} as const

type FailureType = keyof typeof failures

const beforeExecution: ReadonlySet<FailureType> = new Set([
  'MISSING_AUTHENTICATION_TOKEN',
  'INCOMPLETE_SIGNATURE',
  'FORBIDDEN',
  'INVALID_API_KEY',
  'UNAUTHORIZED',
])

/**
 * What AWS calls them where an API has a response of its own for one. Nothing of an API answers where there is no API;
 * what has no type of its own is answered by the default for its hundred.
 */
const awsTypes: Readonly<Record<FailureType, GatewayResponseType | undefined>> = {
  MISSING_AUTHENTICATION_TOKEN: 'MISSING_AUTHENTICATION_TOKEN',
  INCOMPLETE_SIGNATURE: 'INVALID_SIGNATURE',
  FORBIDDEN: undefined,
  INVALID_API_KEY: 'INVALID_API_KEY',
  ACCESS_DENIED: 'ACCESS_DENIED',
  AUTHORIZER_CONFIGURATION_ERROR: 'AUTHORIZER_CONFIGURATION_ERROR',
  UNAUTHORIZED: 'UNAUTHORIZED',
  REQUEST_TOO_LARGE: 'REQUEST_TOO_LARGE',
  BAD_REQUEST: 'DEFAULT_4XX',
  BAD_REQUEST_BODY: 'BAD_REQUEST_BODY',
  BAD_REQUEST_PARAMETERS: 'BAD_REQUEST_PARAMETERS',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  INTERNAL: 'API_CONFIGURATION_ERROR',
  BAD_GATEWAY: 'INTEGRATION_FAILURE',
  TIMEOUT: 'INTEGRATION_TIMEOUT',
  NETWORK: 'INTEGRATION_FAILURE',
}

/** An execution that ends in one of API Gateway's own answers. */
export class GatewayFailure extends Error {
  readonly type: FailureType
  readonly status: number
  /** What the execution log says of it; nothing where the lines before have said it. */
  readonly logLine: string | undefined

  constructor(type: FailureType, logLine?: string, message: string = failures[type][2]) {
    super(message)
    this.type = type
    this.status = failures[type][0]
    this.logLine = logLine
  }

  get awsType(): GatewayResponseType | undefined {
    return awsTypes[this.type]
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

/** The 500 of a method that is set up wrongly, with the reason that AWS logs. */
export const configurationError = (reason: string) =>
  new GatewayFailure('INTERNAL', `Execution failed due to configuration error: ${reason}`)
