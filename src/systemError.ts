import { types } from 'node:util'

/** An error of the operating system: `code` says which, as EADDRINUSE; `path` or `port` what it was about. */
export type SystemError = NodeJS.ErrnoException & { readonly port?: number }

export const isSystemError = (error: unknown): error is SystemError =>
  types.isNativeError(error) && 'code' in error && typeof error.code === 'string' && 'syscall' in error
