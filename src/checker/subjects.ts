import type { Method } from '@aws-sdk/client-api-gateway'
import type { ApiState, FunctionState, Inventory, ResourceState } from './inventory.ts'

/** The names of the tutorial; exact, upper and lower case. */
export const names = {
  function: 'Lambdaexample',
  api: 'Lambdaexample-API',
  first: '/Lambdaexample',
  second: '/Netflixapigw101',
} as const

export const greeting = 'Hello from Lambda!'
/** What the handler returns, and so what the non-proxy integration shows. */
export const handlerAnswer = { statusCode: 200, body: JSON.stringify(greeting) }

export const findFunction = ({ functions }: Inventory): FunctionState | undefined =>
  functions.find(({ name }) => name === names.function)

export const findApi = ({ apis }: Inventory): ApiState | undefined =>
  apis.find(({ name }) => name === names.api)

export const findResource = (inventory: Inventory, path: string): ResourceState | undefined =>
  findApi(inventory)?.resources.find((resource) => resource.path === path)

export const findMethod = (inventory: Inventory, path: string, verb: string): Method | undefined =>
  findResource(inventory, path)?.methods[verb]
