import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type AccountCopy, exportAccount, importAccount } from './accountCopy.ts'
import { answerInvokeUrl } from './apigateway/execute/invokeUrl.ts'
import { apigatewayHandlers } from './apigateway/handlers.ts'
import type { Host } from './context.ts'
import { answerQuery } from './identity/query.ts'
import { Sessions } from './identity/sessions.ts'
import { lambdaHandlers } from './lambda/handlers.ts'
import { startInvoker } from './lambda/invoker.ts'
import { answerOwnPath } from './ownPaths.ts'
import { memoryBlobs } from './store/blobs.ts'
import { type OpenFolder, openFolder } from './store/folder.ts'
import { Store } from './store/store.ts'
import { dispatch } from './wire/dispatch.ts'
import { answerOtherService } from './wire/otherService.ts'
import { listen } from './wire/server.ts'

interface EmulatorOptions {
  /** A free one where absent or 0. */
  readonly port?: number
  /** Where the cloud is kept; nothing is kept where absent. Only one process may have a folder open. */
  readonly folder?: string
  /** Milliseconds since 1970; the system's clock where absent. */
  now?(): number
}

export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string
  /** What `/_health` tells as its instance. */
  readonly instance: string
  /** Whole accounts, to be kept or moved; `/_accounts/{id}` is the same for other processes. */
  readonly accounts: {
    read(account: string): AccountCopy
    write(account: string, copy: AccountCopy): void
  }
  /** What was found damaged in the folder: the file, and the copy that holds all of it. */
  readonly setAside?: OpenFolder['setAside']
  /** Ends every handler's process and stops to listen. Nothing is lost by not calling it. */
  close(): Promise<void>
}

const handlers = { apigateway: apigatewayHandlers, lambda: lambdaHandlers }
const inMemory = (): OpenFolder => ({ store: new Store(), blobs: memoryBlobs(), close: () => {} })

/**
 * Starts Lambda and API Gateway on the loopback interface. Rejects with the system's error where the port is in use
 * or the folder cannot be written.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const kept = options.folder === undefined ? inMemory() : openFolder(options.folder)
  const { store, blobs } = kept
  const now = options.now ?? Date.now
  const sessions = new Sessions()
  let address = ''
  const endpoint = () => address
  const invoker = startInvoker({ blobs, now, sessions, endpoint })
  const host: Host = { store, blobs, invoker, now, sessions, endpoint, instance: randomUUID() }
  const server = await listen(
    (request) =>
      answerInvokeUrl(request, host) ??
      answerOwnPath(request, host) ??
      answerQuery(request, host) ??
      answerOtherService(request) ??
      dispatch(handlers, host, request),
    options.port ?? 0,
  )
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  address = `http://127.0.0.1:${port}`
  return {
    endpoint: address,
    instance: host.instance,
    accounts: {
      read: (account) => exportAccount(host, account),
      write: (account, copy) => importAccount(host, account, copy),
    },
    setAside: kept.setAside,
    async close() {
      // Handlers' processes do not keep this one alive; while their end is waited for, this does.
      const stay = setInterval(() => {}, 60_000)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await Promise.all([closed, invoker.close()]).finally(() => clearInterval(stay))
      kept.close()
    },
  }
}
