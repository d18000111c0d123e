import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { hasGroups, killTree } from './processTree.ts'
import { startReaper } from './reaper.ts'

const started: ReturnType<typeof spawn>[] = []
afterEach(() => {
  for (const child of started.splice(0)) killTree(child)
})

const blocked = () => {
  const child = spawn(process.execPath, ['-e', 'console.log(1); for (;;);'], {
    detached: hasGroups,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  started.push(child)
  return child
}

const onPosix = hasGroups ? test : test.failing

onPosix(
  'when this process is gone, a blocked process that was watched ends, and one that was forgotten does not',
  async () => {
    const reaper = startReaper()
    const folder = mkdtempSync(join(tmpdir(), 'swept away-'))
    reaper.removeAtEnd(folder)
    const [kept, forgotten, watched] = [blocked(), blocked(), blocked()]
    for (const { pid = 0 } of [kept, forgotten, watched]) reaper.watch(pid)
    reaper.forget(forgotten.pid ?? 0)
    const ends = Promise.all([once(kept, 'exit'), once(watched, 'exit')])
    await reaper.close()
    expect(await ends).toEqual([
      [null, 'SIGKILL'],
      [null, 'SIGKILL'],
    ])
    expect(forgotten.signalCode).toBeNull()
    expect(existsSync(folder)).toBe(false)
  },
)
