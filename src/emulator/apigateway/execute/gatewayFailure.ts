import { Headers } from './headers.ts'

/**
 * The default gateway responses that this cloud can give: HTTP status, `x-amzn-ErrorType`, text.
 * Those before the integration are written without a blank after the colon, those of the execution with one:
 * recorded lengths are 36 for "Internal server error" (test_apigateway_header_remapping_aws), public logs show
 * 42 for "Missing Authentication Token" and 23 for "Forbidden".
 */
const gatewayResponses = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
  FORBIDDEN: [403, 'ForbiddenException', 'Forbidden'],
  INVALID_API_KEY: [403, 'ForbiddenException', 'Forbidden'],
  UNAUTHORIZED: [401, 'UnauthorizedException', 'Unauthorized'],
  REQUEST_TOO_LARGE: [413, 'RequestTooLargeException', 'HTTP content length exceeded 10485760 bytes.'],
  BAD_REQUEST: [400, 'BadRequestException', 'Bad Request'],
  BAD_REQUEST_BODY: [400, 'BadRequestException', 'Invalid request body'],
  BAD_REQUEST_PARAMETERS: [400, 'BadRequestException', 'Missing required request parameters'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'BadRequestException', 'Unsupported Media Type'],
  INTERNAL: [500, 'InternalServerErrorException', 'Internal server error'],
  BAD_GATEWAY: [502, 'InternalServerErrorException', 'Internal server error'],
  TIMEOUT: [504, 'InternalServerErrorException', 'Endpoint request timed out'],
  NETWORK: [504, 'InternalServerErrorException', 'Network error communicating with endpoint'],
} as const

export type GatewayResponseType = keyof typeof gatewayResponses

const beforeExecution: ReadonlySet<GatewayResponseType> = new Set([
  'MISSING_AUTHENTICATION_TOKEN',
  'FORBIDDEN',
  'INVALID_API_KEY',
  'UNAUTHORIZED',
  'REQUEST_TOO_LARGE',
])

/** An execution that ends in one of API Gateway's own answers. */
export class GatewayFailure extends Error {
  readonly type: GatewayResponseType
  readonly status: number
  /** What the execution log says of it; nothing where the lines before have said it. */
  readonly logLine: string | undefined

  constructor(type: GatewayResponseType, logLine?: string, message: string = gatewayResponses[type][2]) {
    super(message)
    this.type = type
    this.status = gatewayResponses[type][0]
    this.logLine = logLine
  }

  get headers(): Headers {
    return Headers.from([['x-amzn-ErrorType', gatewayResponses[this.type][1]]])
  }

  get body(): string {
    const text = JSON.stringify(this.message)
    return beforeExecution.has(this.type) ? `{"message":${text}}` : `{"message": ${text}}`
  }
}

/** The 500 of a method that is set up wrongly, with the reason that AWS logs. */
export const configurationError = (reason: string) =>
  new GatewayFailure('INTERNAL', `Execution failed due to configuration error: ${reason}`)
