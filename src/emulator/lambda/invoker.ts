import type { Blobs, LambdaInvoker } from '../context.ts'
import type { Store } from '../store/store.ts'

export interface InvokerOptions {
  readonly store: Store
  readonly blobs: Blobs
  now(): number
}

export function startInvoker(_options: InvokerOptions): LambdaInvoker {
  throw new Error('not written yet')
}
