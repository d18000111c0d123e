import '../src/checker/conclude.ts'
import '../src/checker/inventory.ts'
import '../src/checker/judge.ts'
import '../src/checker/probes.ts'
import '../src/cloud/clients.ts'
import '../src/emulator/index.ts'
import { steps } from '../src/steps.ts'

/**
 * Loads what checkStep loads when it needs it. Jest's own loader of ES modules fails where two of its imports meet in a
 * module that is not linked yet ("request for … is not in cache"), so tests that check side by side call this first.
 */
export async function loadJudge(): Promise<void> {
  for (const { name } of steps) await import(`../checks/${name}.ts`)
}
