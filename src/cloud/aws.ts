import { defaultProvider } from '@aws-sdk/credential-provider-node'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { startRelay, tag } from './awsRelay.ts'
import type { Cloud } from './cloud.ts'
import type { Progress } from './open.ts'

/** `arn:aws:iam::123456789012:role/name`: whose role it is tells whose account the work is done in. */
const roleForm = /^arn:aws[a-z-]*:iam::(\d{12}):role\/.+/

/**
 * AWS itself, through a relay that signs and tags. Only with WORKSHOP_CLOUD=aws and WORKSHOP_ROLE_ARN, and nothing is
 * made before a person has seen and confirmed the list of it. WORKSHOP_AWS_ENDPOINT lets another cloud play AWS.
 */
export async function openAws(progress: Progress): Promise<Cloud> {
  if (process.env.WORKSHOP_CLOUD !== 'aws') throw new EnvironmentError(texts.trouble.awsByWord)
  const roleArn = process.env.WORKSHOP_ROLE_ARN ?? ''
  const account = roleForm.exec(roleArn)?.[1]
  if (account === undefined) throw new EnvironmentError(texts.trouble.awsNeedsRole)
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION
  if (!region) throw new EnvironmentError(texts.trouble.awsNeedsRegion)
  if (!(await progress.confirm(texts.aws.plan(account, region, roleArn, `${tag.key}=${tag.value}`))))
    throw new EnvironmentError(texts.trouble.awsNotConfirmed)
  const relay = await startRelay({
    region,
    credentials: defaultProvider(),
    playedBy: process.env.WORKSHOP_AWS_ENDPOINT,
  })
  return { name: 'aws', endpoint: relay.endpoint, only: { account, region, roleArn }, close: relay.close }
}
