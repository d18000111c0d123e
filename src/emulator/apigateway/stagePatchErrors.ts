import { badRequest } from '../wire/awsError.ts'
import { words } from '../words.ts'

const settings = {
  logging: words('metrics/enabled logging/dataTrace logging/loglevel'),
  throttling: words('throttling/burstLimit throttling/rateLimit'),
  caching: words(`
    caching/ttlInSeconds caching/enabled caching/dataEncrypted caching/requireAuthorizationForCacheControl
    caching/unauthorizedCacheControlHeaderStrategy
  `),
}
const under = (place: string, group: keyof typeof settings) =>
  settings[group].map((setting) => `${place}/${setting}`).join(', ')

const one = '/{resourcePath}/{httpMethod}'
const every = '/*/*'

/** AWS's list to the letter, with the commas that it forgets around the throttling limits (test_create_update_stages). */
const paths = [
  '/deploymentId',
  '/description',
  '/cacheClusterEnabled',
  '/cacheClusterSize',
  '/clientCertificateId',
  '/accessLogSettings',
  '/accessLogSettings/destinationArn',
  '/accessLogSettings/format',
  under(one, 'logging'),
  `${one}/throttling/burstLimit${one}/throttling/rateLimit${under(one, 'caching')}`,
  under(every, 'logging'),
  `${every}/throttling/burstLimit ${every}/throttling/rateLimit ${under(every, 'caching')}`,
  '/variables/{variable_name}',
  '/tracingEnabled',
].join(', ')

export const invalidStagePath = (path: string) =>
  badRequest(`Invalid method setting path: ${path}. Must be one of: [${paths}]`)

/** What is no setting of all methods: AWS's list, with the blank that it forgets (aws-sdk-java#1823). */
export const invalidSetting = (setting: string) =>
  badRequest(
    `Invalid method setting path: ${setting}. Must be one of: [${under('...', 'logging')},${under('...', 'throttling')}, ${under('...', 'caching')}]`,
  )

/** Whatever cannot be removed gets this text, method setting or not; the space at its end is AWS's. */
export const cannotRemove = (path: string) =>
  badRequest(
    `Cannot remove method setting ${path.replace(/^\//, '')} because there is no method setting for this method `,
  )

/** Recorded for `add`; that of `move` and `test` is by analogy. */
export const invalidOperation = (op: string, path: string) =>
  badRequest(`Invalid ${op} operation with path: ${path}`)
