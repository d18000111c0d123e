import type { AddressInfo } from 'node:net'
import { type AccountCopy, exportAccount, importAccount } from './accounts.ts'
import { answerInvokeUrl } from './apigateway/execute/invokeUrl.ts'
import { apigatewayHandlers } from './apigateway/handlers.ts'
import type { Host } from './context.ts'
import { lambdaHandlers } from './lambda/handlers.ts'
import { startInvoker } from './lambda/invoker.ts'
import { memoryBlobs } from './store/blobs.ts'
import { openFolder } from './store/folder.ts'
import { Store } from './store/store.ts'
import { dispatch, type WireRequest } from './wire/dispatch.ts'
import type { Answer } from './wire/response.ts'
import { listen } from './wire/server.ts'

export interface EmulatorOptions {
  /** A free one where absent or 0. */
  readonly port?: number
  /** Where the cloud is kept; nothing is kept where absent. Only one process may have a folder open. */
  readonly folder?: string
  /** Told, in one line each, what was found damaged in the folder and where it was set aside. */
  onNotice?(notice: Notice): void
}

export interface Notice {
  readonly kind: 'set-aside'
  readonly file: string
  /** The copy that holds what could not be read. */
  readonly copy: string
}

export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string
  exportAccount(account: string): AccountCopy
  importAccount(account: string, copy: AccountCopy): void
  close(): Promise<void>
}

const handlers = { ...apigatewayHandlers, ...lambdaHandlers }
