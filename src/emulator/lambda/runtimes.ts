import { invalidParameter } from '../wire/awsError.ts'

/** What runs a function's code on this machine. */
export type Runner =
  | {
      readonly kind: 'node'
      /** Where Node's own rules changed after the runtime came out: flags of this Node that bring the old ones back. */
      readonly flags: readonly string[]
    }
  | { readonly kind: 'python'; readonly version: string }
  | { readonly kind: 'none' }

const words = (text: string) => text.trim().split(/\s+/)

/** AWS's own order in its own message (test_create_lambda_exceptions, recorded January 2026). */
const accepted = words(`
  nodejs20.x python3.14 provided.al2023 python3.12 python3.13 nodejs24.x nodejs22.x java25 python3.10
  python3.11 java21 ruby3.3 ruby3.4 ruby3.2 python3.8 python3.9 java17 nodejs16.x dotnet10 dotnet8
  java11 dotnet6 nodejs18.x provided.al2 java8.al2
`)

/** AWS knows these and takes no new function for them. */
const retired = words(`
  nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x python2.7
  python3.6 python3.7 ruby2.5 ruby2.7 java8 go1.x provided dotnetcore1.0 dotnetcore2.0 dotnetcore2.1
  dotnetcore3.1
`)

/** Up to Node.js 22, Lambda reads a `.js` file without `"type": "module"` as CommonJS whatever stands in it. */
const strictCommonJs = ['--no-experimental-detect-module', '--no-experimental-require-module']

/** Throws AWS's text where no function can be created with this runtime. */
export function checkRuntime(runtime: string): void {
  if (retired.includes(runtime))
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    )
  if (!accepted.includes(runtime))
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${accepted.join(', ')}] or be a valid ARN`,
    )
}

export function runnerOf(runtime: string): Runner {
  const python = /^python(3\.\d+)$/.exec(runtime)?.[1]
  if (python !== undefined) return { kind: 'python', version: python }
  const version = /^nodejs(\d+)\.x$/.exec(runtime)?.[1]
  if (version === undefined) return { kind: 'none' }
  const flags = Number(version) < 24 ? strictCommonJs : []
  return { kind: 'node', flags: flags.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)) }
}
