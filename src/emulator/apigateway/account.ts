import type { ApiGatewayHandlers, Call } from '../context.ts'
import { mayAssume } from '../identity/roles.ts'
import { badRequest } from '../wire/awsError.ts'
import { byOperation } from './patch.ts'
import { optionReader } from './readers.ts'
import { type AccountRecord, accounts } from './records.ts'

/** Throttling of an account as AWS sets it at first; it cannot be changed through the API. */
const view = (account: AccountRecord) => ({
  ...account,
  throttleSettings: { burstLimit: 5000, rateLimit: 10000 },
  features: ['UsagePlans'],
  apiKeyVersion: '4',
})

const checkFeature = optionReader('feature', ['UsagePlans'])

const patchAccount = ({ host }: Call) =>
  byOperation<AccountRecord>([
    {
      path: '/cloudwatchRoleArn',
      ops: ['replace'],
      apply: (_, { value }) => {
        if (value && !/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(value))
          throw badRequest('Invalid ARN specified in the request')
        // Text: jazz-installer#597.
        if (value && !mayAssume(host.store, value, 'apigateway.amazonaws.com'))
          throw badRequest(
            'The role ARN does not have required permissions configured. Please grant trust permission for API Gateway and add the required role policy.',
          )
        return { cloudwatchRoleArn: value || undefined }
      },
    },
    {
      path: '/features',
      ops: ['add', 'remove'],
      // The one feature there is, and every account has it by now.
      apply: (_, { op, value }) => {
        checkFeature(value)
        if (op === 'remove') throw badRequest('Usage Plans cannot be disabled once enabled')
        return {}
      },
    },
  ])

const read = (call: Call): AccountRecord => call.scope.get(accounts, 'account') ?? {}

export const accountHandlers = {
  GetAccount: (_: object, call) => view(read(call)),

  UpdateAccount({ patchOperations }, call) {
    const account = patchAccount(call)(read(call), patchOperations)
    return view(call.scope.put(accounts, 'account', account))
  },
} satisfies ApiGatewayHandlers
