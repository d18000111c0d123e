import { accountCopies, type Cloud } from './cloud.ts'

/** A cloud of this process that keeps nothing. */
export async function startEmbedded(): Promise<Cloud> {
  // Loaded when it is needed: the SDK's schemas take longer than everything else, and scripts can start meanwhile.
  const { startEmulator } = await import('../emulator/index.ts')
  const { endpoint, close } = await startEmulator()
  return { name: 'embedded', endpoint, copies: accountCopies(endpoint), close }
}
