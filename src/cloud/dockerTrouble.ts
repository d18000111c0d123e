import { accessSync, constants } from 'node:fs'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'

const { trouble } = texts

/** Where Docker is looked for, as a person would name it. */
const dockerHost = () =>
  process.env.DOCKER_HOST ??
  (process.platform === 'win32' ? '//./pipe/docker_engine' : '/var/run/docker.sock')

const isRemote = (host: string) => /^(tcp|http|https|ssh):\/\/(?!127\.|localhost|\[::1\])/.test(host)

/** How a container ended that did not come up. */
export interface Ended {
  readonly exitCode: number
  /** Its last lines. */
  readonly log: string
}

/** What was found out about a start that failed. */
export interface Found {
  readonly ended?: Ended
  /** The image is on this machine, so that another one could not be pulled. */
  readonly hasImage?: boolean
  /** Docker's socket is there and closed to this user: testcontainers says no more than that it found nothing. */
  readonly forbidden?: boolean
}

/** What is known of one failure: testcontainers' and Docker's own words, and how the container ended. */
interface Failure extends Found {
  readonly detail: string
  readonly image: string
}

const noRuntime =
  /Could not find a working container runtime strategy|ECONNREFUSED|ENOENT.*docker|connect ENOENT|EHOSTUNREACH|ENOTFOUND|ETIMEDOUT/
const noImage =
  /No such image|pull access denied|manifest .*(unknown|not found)|failed to resolve|toomanyrequests|no such host|i\/o timeout|TLS handshake|connection refused|Failed to pull image/i
/** LocalStack's own exit code for a licence that is missing. */
const needsToken = 55

/** What an error says, and what a person can do about it. The first match wins. */
const known: readonly (readonly [(failure: Failure) => boolean, (failure: Failure) => string])[] = [
  [({ ended }) => ended?.exitCode === needsToken, ({ image }) => trouble.needsToken(image)],
  [({ ended }) => ended !== undefined, ({ image, ended }) => trouble.died(image, ended?.log ?? '')],
  [
    ({ detail, forbidden }) =>
      /\bEACCES\b|permission denied/i.test(detail) || (forbidden === true && noRuntime.test(detail)),
    () => trouble.noRight(dockerHost()),
  ],
  [
    ({ detail }) => noRuntime.test(detail),
    () => (isRemote(dockerHost()) ? trouble.remoteDocker(dockerHost()) : trouble.noDocker(dockerHost())),
  ],
  [
    ({ detail, hasImage }) => /ryuk/i.test(detail) || (hasImage === true && noImage.test(detail)),
    ({ detail }) => trouble.ryuk(detail),
  ],
  [({ detail }) => /no space left on device/i.test(detail), ({ detail }) => trouble.noSpace(detail)],
  [
    ({ detail }) => /port is already allocated|address already in use/i.test(detail),
    ({ detail }) => trouble.portTaken(detail),
  ],
  [({ detail }) => noImage.test(detail), ({ detail, image }) => trouble.noImage(image, detail)],
  [
    ({ detail }) => /timed? ?out|not received after/i.test(detail),
    ({ image }) => trouble.tooSlow(image, 120),
  ],
]

/** All that an error says: its own text and that of what caused it. */
function messages(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n${messages(error.cause)}`
  return `${error.message}${cause}`
}

function isForbidden(): boolean {
  const path = dockerHost().replace(/^unix:\/\//, '')
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES'
  }
}

/** An error of Docker as a sentence with a way on. */
export function explainDocker(error: unknown, image: string, found: Found = {}): EnvironmentError {
  const failure = { forbidden: isForbidden(), ...found, detail: messages(error).trim(), image }
  const row = known.find(([matches]) => matches(failure))
  return new EnvironmentError(row ? row[1](failure) : trouble.other(failure.detail))
}
