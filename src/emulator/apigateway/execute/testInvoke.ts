import type { Handlers } from '../../context.ts'

export const testInvokeHandlers: Handlers = {}
