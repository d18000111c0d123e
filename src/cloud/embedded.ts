import type { Emulator } from '../emulator/index.ts'
import type { AccountCopies, Cloud } from './cloud.ts'

/** Copies within this process; src/cloud/cloud.ts has those of a cloud in another. */
export const ownCopies = ({ accounts }: Emulator): AccountCopies => ({
  read: async (account) => accounts.read(account),
  write: async (account, copy) => accounts.write(account, copy),
})

/** A cloud of this process that keeps nothing. */
export async function startEmbedded(): Promise<Cloud> {
  // Loaded when it is needed: the SDK's schemas take longer than everything else, and scripts can start meanwhile.
  const { startEmulator } = await import('../emulator/index.ts')
  const emulator = await startEmulator()
  return { name: 'embedded', endpoint: emulator.endpoint, copies: ownCopies(emulator), close: emulator.close }
}
