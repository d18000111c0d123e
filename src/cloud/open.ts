import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { type CloudChoice, isAws } from './choice.ts'
import { accountCopies, type Cloud } from './cloud.ts'

/** What a person is told while a cloud starts. */
export interface Progress {
  starting(what: string, seconds: number): void
  /** Whether a person agrees to what is to be made on AWS. */
  confirm(lines: readonly string[]): Promise<boolean>
}

interface Health {
  /** Only the embedded cloud has one. */
  readonly instance?: string
}

/** Whether the embedded cloud answers there, or something else; throws where nothing does. */
async function readHealth(endpoint: string): Promise<Health> {
  try {
    const response = await fetch(`${endpoint}/_health`, { signal: AbortSignal.timeout(10_000) })
    return response.ok ? ((await response.json().catch(() => ({}))) as Health) : {}
  } catch {
    throw new EnvironmentError(texts.trouble.nothingAnswers(endpoint))
  }
}

async function useEndpoint(endpoint: string): Promise<Cloud> {
  if (isAws(endpoint)) throw new EnvironmentError(texts.trouble.awsRefused(endpoint))
  const { instance } = await readHealth(endpoint)
  const close = async () => {} // it was there before and stays
  return instance === undefined
    ? { name: endpoint, endpoint, close }
    : { name: endpoint, endpoint, copies: accountCopies(endpoint), close }
}

/** Opens a cloud for as long as a command needs it. */
export async function openCloud(
  choice: CloudChoice,
  progress: Progress,
  signal: AbortSignal,
): Promise<Cloud> {
  switch (choice.kind) {
    case 'embedded':
      return (await import('./embedded.ts')).startEmbedded()
    case 'localstack':
      return (await import('./localstack.ts')).startLocalStack(progress, signal)
    case 'endpoint':
      return useEndpoint(choice.endpoint)
    case 'aws':
      return (await import('./aws.ts')).openAws(progress)
  }
}
