import type { ApiGatewayInputs, Call } from '../context.ts'
import { notFound } from '../wire/awsError.ts'
import { own, withEntry, withoutEntry } from './maps.ts'
import { type IntegrationRecord, type MethodRecord, type Noun, resources } from './records.ts'

/** What was looked for; 404 with AWS's text where it is not there. */
export function present<T>(found: T | undefined, text: string): T {
  if (found === undefined) throw notFound(text)
  return found
}

/** A record by its name; 404 with the noun's text where there is none. */
export const find = <T>(call: Call, noun: Noun<T>, key: string, parent = ''): T =>
  present(call.scope.get(noun, key, parent), noun.missing(key, call.account))

export const keep = <T>(call: Call, noun: Noun<T>, record: T, parent = ''): T =>
  call.scope.put(noun, noun.keyOf(record), record, parent)

/** Deletes a record that must be there; `check` throws where it is still needed. */
export function remove<T>(
  call: Call,
  noun: Noun<T>,
  key: string,
  parent = '',
  check = (_: T): void => {},
): object {
  check(find(call, noun, key, parent))
  call.scope.delete(noun, key, parent)
  return {}
}

/** Where a method stands, and a response of it or of its integration, as their operations name them. */
export type MethodPlace = ApiGatewayInputs['GetMethod']
export type ResponsePlace = ApiGatewayInputs['GetMethodResponse']

export const invalidMethod = 'Invalid Method identifier specified'
export const invalidIntegration = 'Invalid Integration identifier specified'
export const invalidStatusCode = 'Invalid Response status code specified'

export const findMethod = (call: Call, { restApiId, resourceId, httpMethod }: MethodPlace): MethodRecord =>
  present(own(find(call, resources, resourceId, restApiId).methods, httpMethod), invalidMethod)

export const findIntegration = (call: Call, place: MethodPlace): IntegrationRecord =>
  present(findMethod(call, place).methodIntegration, invalidIntegration)

/** Replaces the method at its place, or takes it away. */
export function keepMethod(call: Call, place: MethodPlace, method: MethodRecord | undefined): void {
  const { restApiId, resourceId, httpMethod } = place
  const resource = find(call, resources, resourceId, restApiId)
  const methods = method
    ? withEntry(resource.methods, httpMethod, method)
    : (withoutEntry(resource.methods, httpMethod) ?? {})
  keep(call, resources, { ...resource, methods }, restApiId)
}

/** Replaces the integration of a method, or takes it away with its responses. */
export const keepIntegration = (
  call: Call,
  place: MethodPlace,
  methodIntegration: IntegrationRecord | undefined,
) => keepMethod(call, place, { ...findMethod(call, place), methodIntegration })

/** Every method of an API with its place, as AWS's texts name one. */
export const methodsOf = (call: Call, restApiId: string) =>
  call.scope
    .list(resources, restApiId)
    .flatMap(({ path, methods }) => Object.entries(methods).map(([verb, method]) => ({ path, verb, method })))
