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

const onLinux = process.platform === 'linux' ? test : test.failing

onLinux('what a process left behind without variables and parent ends too', async () => {
  const reaper = startReaper()
  reaper.removeAtEnd(mkdtempSync(join(tmpdir(), 'swept-')))
  const leave =
    'require("child_process").spawn(process.execPath, ["-e", "for (;;);"], { detached: true, env: {}, stdio: "inherit" }).unref()'
  const args = ['-e', `${leave}; process.exit()`]
  const { command, args: words } = reaper.mark({ command: process.execPath, args, readsAhead: true })
  const parent = spawn(command, words)
  const left = once(parent.stdout.resume(), 'close')
  await once(parent, 'exit')
  await reaper.close()
  await expect(left).resolves.toBeDefined()
})

onLinux('what another cloud of the same process has goes on', async () => {
  const [closed, other] = [startReaper(), startReaper()]
  closed.removeAtEnd(mkdtempSync(join(tmpdir(), 'swept-')))
  const args = ['-e', 'process.stdin.pipe(process.stdout)']
  const { command, args: words } = other.mark({ command: process.execPath, args, readsAhead: true })
  const child = spawn(command, words, { detached: true })
  started.push(child)
  await closed.close()
  child.stdin.write('still here')
  expect(String((await once(child.stdout, 'data'))[0])).toBe('still here')
})
