import type { Handlers } from '../context.ts'

/** Every operation of Lambda that this cloud answers, by AWS's name. */
export const lambdaHandlers: Handlers = {}
