import type { Handlers } from '../context.ts'
import { testInvokeHandlers } from './execute/testInvoke.ts'

/** Every operation of API Gateway that this cloud answers, by AWS's name. */
export const apigatewayHandlers: Handlers = { ...testInvokeHandlers }
