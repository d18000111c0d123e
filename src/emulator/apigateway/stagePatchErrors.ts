import { badRequest } from '../wire/awsError.ts'

const under = (place: string, ...settings: readonly string[]) =>
  settings.map((setting) => `${place}/${setting}`).join(', ')

const caching = (place: string) =>
  under(
    place,
    'caching/ttlInSeconds',
    'caching/enabled',
    'caching/dataEncrypted',
    'caching/requireAuthorizationForCacheControl',
    'caching/unauthorizedCacheControlHeaderStrategy',
  )

const throttling = (place: string) => under(place, 'throttling/burstLimit', 'throttling/rateLimit')
const logging = (place: string) => under(place, 'metrics/enabled', 'logging/dataTrace', 'logging/loglevel')

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
  logging(one),
  `${one}/throttling/burstLimit${one}/throttling/rateLimit${caching(one)}`,
  logging(every),
  `${every}/throttling/burstLimit ${every}/throttling/rateLimit ${caching(every)}`,
  '/variables/{variable_name}',
  '/tracingEnabled',
].join(', ')

export const invalidStagePath = (path: string) =>
  badRequest(`Invalid method setting path: ${path}. Must be one of: [${paths}]`)

/** What is no setting of all methods: AWS's list, with the blank that it forgets (aws-sdk-java#1823). */
export const invalidSetting = (setting: string) =>
  badRequest(
    `Invalid method setting path: ${setting}. Must be one of: [${logging('...')},${throttling('...')}, ${caching('...')}]`,
  )

/** Whatever cannot be removed gets this text, method setting or not; the space at its end is AWS's. */
export const cannotRemove = (path: string) =>
  badRequest(
    `Cannot remove method setting ${path.replace(/^\//, '')} because there is no method setting for this method `,
  )

/** Recorded for `add`; that of `move` and `test` is by analogy. */
export const invalidOperation = (op: string, path: string) =>
  badRequest(`Invalid ${op} operation with path: ${path}`)
