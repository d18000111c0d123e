import { join } from 'node:path'
import type { Identity } from './cloud.ts'

/** Variables of the user's that a program needs to run at all; nothing of AWS is among them. */
const needed = [
  'PATH',
  'Path',
  'PATHEXT',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'SYSTEMROOT',
  'ComSpec',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TZ',
  'TERM',
  'FORCE_COLOR',
  'NO_COLOR',
]

/**
 * The environment of a learner's script: it names the local cloud as AWS's own SDK reads it, and hands over no key,
 * profile or configuration of the user's, so that a mistake cannot reach a real account.
 */
export function scriptEnvironment(
  endpoint: string,
  { account, region, roleArn }: Identity,
): Record<string, string> {
  const kept = needed.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const nowhere = join(import.meta.dirname, 'no-such-file')
  return {
    ...Object.fromEntries(kept),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '2',
    // The SDK's note that it will leave Node 20 behind next year is for us, not for sixteen scripts.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    WORKSHOP_ROLE_ARN: roleArn ?? `arn:aws:iam::${account}:role/lambda-basic-execution`,
  }
}
