import { ContentHandlingStrategy } from '@aws-sdk/client-api-gateway'
import { AwsError, badRequest } from '../wire/awsError.ts'
import { mapValues, type StringMap } from './maps.ts'

/** Java's Boolean.parseBoolean: whatever is not "true" is false (test_update_method_validation/wrong-value-type). */
export const readBoolean = (text: string | undefined) => text?.toLowerCase() === 'true'

const isContentType = (text: string) => /^[^\s/;]+\/[^\s/]+$|^\$default$/.test(text)

/**
 * Throws where a key of a map is no media type (test_integration_response_invalid_responsetemplates), nor `$default` for all
 * of them (PutMethod's documentation; brunojet/apigw-transfer).
 */
export function checkContentTypes(map: StringMap<unknown> | undefined): void {
  const errors = Object.keys(map ?? {})
    .filter((key) => !isContentType(key))
    .map((key) => `Invalid content type specified: ${key}`)
  if (errors.length > 0) throw badRequest(`Validation Result: warnings : [], errors : [${errors.join(', ')}]`)
}

export const maxTemplate = 300 * 1024

/** AWS keeps an empty template as null (test_put_integration_response_templates). The limit: developer guide, limits. */
export function keptTemplate(text: string | null | undefined): string | null {
  if (text && Buffer.byteLength(text) > maxTemplate) throw badRequest('A mapping template has at most 300 KB')
  return text || null
}

export const keptTemplates = (templates: StringMap<string | null> | undefined) =>
  templates && mapValues(templates, keptTemplate)

/** Reads a number, which must be as it should. `refusal` is AWS's text. */
export const numberReader =
  (fits: (value: number) => boolean, refusal: string) =>
  (text: string | undefined): number => {
    const value = text ? Number(text) : Number.NaN
    if (!fits(value)) throw badRequest(refusal)
    return value
  }

/** Reads a whole number within bounds. `refusal` is AWS's text. */
export const wholeNumberReader =
  (least: number, most: number, refusal: string) =>
  (text: string | undefined): number => {
    const value = /^-?\d+$/.test(text ?? '') ? Number(text) : Number.NaN
    if (!(value >= least && value <= most)) throw badRequest(refusal)
    return value
  }

/** Reads one of a set, by the text that is sent; AWS's text names the set. */
export const optionReader =
  <const T extends string>(what: string, options: readonly T[]) =>
  (text: string | undefined): T => {
    const option = options.find((each) => each === text)
    if (option === undefined)
      throw badRequest(`Invalid ${what} specified. Valid options are ${options.join(',')}`)
    return option
  }

const verbs: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY']
export const checkHttpMethod = optionReader('HttpMethod', verbs)
export const isHttpMethod = (verb: string) => verbs.includes(verb)

/** Reads a text that must be there. `refusal` is AWS's text. */
export const textReader =
  (refusal: string) =>
  (text: string | undefined): string => {
    if (!text) throw badRequest(refusal)
    return text
  }

/** AWS's default quotas of what an API has. The text of Resources, with its two spaces, is quoted in terraform-provider-aws#37605. */
export function checkRoom(
  what: 'Resources' | 'Stages' | 'Authorizers',
  most: number,
  there: readonly unknown[],
): void {
  if (there.length >= most)
    throw new AwsError(
      'LimitExceededException',
      429,
      `Maximum number of ${what} for this API has been reached.  Please contact AWS if you need additional ${what}.`,
    )
}

const readHandling = optionReader('contentHandling', Object.values(ContentHandlingStrategy))

/** An empty one is none. */
export const readContentHandling = (text: string | undefined) => (text ? readHandling(text) : undefined)
