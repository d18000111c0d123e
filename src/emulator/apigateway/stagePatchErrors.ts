import { badRequest } from '../wire/awsError.ts'

const ofMethods = (place: string) =>
  [
    'caching/ttlInSeconds',
    'caching/enabled',
    'caching/dataEncrypted',
    'caching/requireAuthorizationForCacheControl',
    'caching/unauthorizedCacheControlHeaderStrategy',
  ]
    .map((setting) => `${place}/${setting}`)
    .join(', ')

const logging = (place: string) =>
  ['metrics/enabled', 'logging/dataTrace', 'logging/loglevel']
    .map((setting) => `${place}/${setting}`)
    .join(', ')

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
  `${one}/throttling/burstLimit${one}/throttling/rateLimit${ofMethods(one)}`,
  logging(every),
  `${every}/throttling/burstLimit ${every}/throttling/rateLimit ${ofMethods(every)}`,
  '/variables/{variable_name}',
  '/tracingEnabled',
].join(', ')

export const invalidStagePath = (path: string) =>
  badRequest(`Invalid method setting path: ${path}. Must be one of: [${paths}]`)

/** Whatever cannot be removed gets this text, method setting or not; the space at its end is AWS's. */
export const cannotRemove = (path: string) =>
  badRequest(
    `Cannot remove method setting ${path.replace(/^\//, '')} because there is no method setting for this method `,
  )

export const invalidAdd = (path: string) => badRequest(`Invalid add operation with path: ${path}`)
