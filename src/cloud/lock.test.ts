import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Holder, isLock, type Lock, takeLock } from './lock.ts'

describe('the lock of the learner’s cloud', () => {
  let folder: string
  let file: string
  const children: ChildProcess[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-'))
    file = join(folder, 'cloud.lock')
  })
  afterEach(async () => {
    for (const child of children.splice(0))
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
    rmSync(folder, { recursive: true })
  })

  async function mustTake(): Promise<Lock> {
    const taken = await takeLock(file, 'step 4')
    if (!isLock(taken)) throw new Error(`held by ${taken.what}`)
    return taken
  }

  async function processId(): Promise<number> {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    children.push(child)
    await once(child, 'spawn')
    return child.pid ?? 0
  }

  const write = (holder: Partial<Holder>) =>
    writeFileSync(
      file,
      JSON.stringify({
        id: 'other',
        pid: process.pid,
        what: 'step 9',
        bootedAt: Date.now() - 1000 * performance.now(),
        ...holder,
      }),
    )
  const boot = async () => {
    const lock = await mustTake()
    const holder = await takeLock(file, 'x')
    lock.release()
    return isLock(holder) ? 0 : holder.bootedAt
  }

  test('names the command that holds it', async () => {
    const lock = await mustTake()
    expect(await takeLock(file, 'step 5')).toMatchObject({ what: 'step 4', pid: process.pid })
    lock.release()
    ;(await mustTake()).release()
  })

  test('is taken over from a process that was killed', async () => {
    const pid = await processId()
    write({ pid, bootedAt: await boot() })
    expect(isLock(await takeLock(file, 'x'))).toBe(false)
    const [child] = children
    child?.kill('SIGKILL')
    if (child) await once(child, 'exit')
    ;(await mustTake()).release()
  })

  test('is taken over after a reboot, though another process has the old one’s id', async () => {
    write({ pid: process.pid, bootedAt: (await boot()) - 24 * 3_600_000 })
    ;(await mustTake()).release()
  })

  test('is taken over where another server answers at the holder’s address', async () => {
    const server = createServer((_, response) => response.end('{"status":"ok","instance":"another"}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    write({ bootedAt: await boot(), serves: { endpoint: `http://127.0.0.1:${port}`, instance: 'mine' } })
    ;(await mustTake()).release()
    await new Promise((resolve) => server.close(resolve))
  })

  test('lets one of many in at a time, after a holder that died', async () => {
    write({ pid: 2 ** 22 + 1, bootedAt: await boot() })
    const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => takeLock(file, `step ${i}`)))
    expect(taken.filter(isLock)).toHaveLength(1)
    for (const lock of taken) if (isLock(lock)) lock.release()
  })
})
