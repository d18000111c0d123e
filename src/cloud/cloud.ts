import type { AccountCopy } from '../emulator/index.ts'

/** Where scripts are run and judged: the embedded cloud, LocalStack in a container, or any endpoint. */
export interface Cloud {
  /** 'embedded', 'localstack' or the endpoint's address. */
  readonly name: string
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly endpoint: string
  /** Only where whole accounts can be copied and put back, as in the embedded cloud. */
  readonly copies?: AccountCopies
  /** The one account that there is, as on AWS; where absent, every step can have one of its own. */
  readonly only?: Identity
  close(): Promise<void>
}

/** Whether a cloud may take what AWS refuses: neither AWS nor the embedded one does. */
export const isLenient = ({ copies, only }: Cloud) => copies === undefined && only === undefined

export interface AccountCopies {
  read(account: string): Promise<AccountCopy>
  write(account: string, copy: AccountCopy): Promise<void>
}

/** A whole account is whose work is whose: an access key id of twelve digits names it, as in LocalStack. */
export interface Identity {
  readonly account: string
  readonly region: string
  /** The role that functions take on; where absent, a name of that account that local clouds accept. */
  readonly roleArn?: string
}

export const region = 'us-east-1'
/** The account of the learner's own cloud. */
export const learner: Identity = { account: '101101101101', region }

/** Copies over the embedded cloud's own paths; the same for a cloud in this process and in another. */
export function accountCopies(endpoint: string): AccountCopies {
  const address = (account: string) => `${endpoint}/_accounts/${account}`
  const ok = async (response: Response) => {
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
    return response
  }
  return {
    read: async (account) => (await ok(await fetch(address(account)))).json() as Promise<AccountCopy>,
    write: async (account, copy) => {
      await ok(await fetch(address(account), { method: 'PUT', body: JSON.stringify(copy) }))
    },
  }
}
