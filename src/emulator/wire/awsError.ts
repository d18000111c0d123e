/**
 * An answer that is an error of AWS: its code, its text to the letter and its HTTP status.
 * Operations throw it; the wire turns it into the service's own error body. Anything else that is
 * thrown is a bug of the emulator and answers 500 InternalFailure.
 */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  /** What the error's body has beside its text. */
  readonly members: Readonly<Record<string, string | undefined>>

  constructor(code: string, status: number, message: string, members: AwsError['members'] = {}) {
    super(message)
    this.members = members
    this.name = code
    this.code = code
    this.status = status
  }
}

/** What was thrown, as an answer. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error
  console.error(error)
  const text = 'The emulator failed; this is a bug of it. Its own log says more.'
  return new AwsError('InternalFailure', 500, text)
}

export const badRequest = (message: string) => new AwsError('BadRequestException', 400, message)
export const notFound = (message: string) => new AwsError('NotFoundException', 404, message)
export const conflict = (message: string) => new AwsError('ConflictException', 409, message)
export const validationException = (...breaches: readonly string[]) =>
  new AwsError(
    'ValidationException',
    400,
    `${breaches.length} validation error${breaches.length === 1 ? '' : 's'} detected: ${breaches.join('; ')}`,
  )

/** What AWS does and this cloud does not: it never pretends. `what` ends in its verb (`Layers are`). */
export const notImplemented = (what: string) =>
  new AwsError(
    'NotImplementedException',
    501,
    `${what} not supported by this cloud. See src/emulator/README.md.`,
  )

export const lambdaNotFound = (message: string) => new AwsError('ResourceNotFoundException', 404, message)
export const lambdaConflict = (message: string) => new AwsError('ResourceConflictException', 409, message)
export const invalidParameter = (message: string) =>
  new AwsError('InvalidParameterValueException', 400, message)
/** Some come without their Type (test_function_concurrency_limits, test_notfound_and_invalid_routingconfigs). */
export const untypedInvalidParameter = (message: string) =>
  new AwsError('InvalidParameterValueException', 400, message, { Type: undefined })
