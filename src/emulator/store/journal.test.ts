import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { build } from 'esbuild'
import { openFolder } from './folder.ts'
import { defineTable, Store } from './store.ts'

const onLinux = process.platform === 'linux' ? test : test.failing

const things = defineTable<{ readonly n: number }>('things')

describe('the folder that a cloud is kept in', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const file = () => join(folder, 'journal.log')

  function put(...numbers: readonly number[]): void {
    const kept = openFolder(folder)
    const scope = kept.store.scope('000000000001', 'us-east-1')
    for (const n of numbers) kept.store.transaction(() => scope.put(things, `t${n}`, { n }))
    kept.close()
  }

  function list(): { readonly numbers: readonly number[]; readonly aside?: string } {
    const kept = openFolder(folder)
    const numbers = kept.store
      .scope('000000000001', 'us-east-1')
      .list(things)
      .map(({ n }) => n)
    kept.close()
    return { numbers, aside: kept.setAside?.copy }
  }

  test('gives back what was put and not what was deleted', () => {
    put(1, 2, 3)
    const kept = openFolder(folder)
    kept.store.transaction(() => kept.store.scope('000000000001', 'us-east-1').delete(things, 't2'))
    kept.close()
    expect(list()).toEqual({ numbers: [1, 3], aside: undefined })
  })

  test('has no transaction within another, which would not be undone alone', () => {
    const { store, close } = openFolder(folder)
    expect(() => store.transaction(() => store.transaction(() => 1))).toThrow('within another')
    close()
  })

  test('keeps nothing of a transaction that failed', () => {
    const kept = openFolder(folder)
    const scope = kept.store.scope('000000000001', 'us-east-1')
    const fail = () =>
      kept.store.transaction(() => {
        scope.put(things, 't1', { n: 1 })
        throw new Error('refused')
      })
    expect(fail).toThrow('refused')
    expect(scope.list(things)).toEqual([])
    kept.close()
    expect(list().numbers).toEqual([])
  })

  test('has again what a transaction deleted before it failed', () => {
    put(1)
    const kept = openFolder(folder)
    const scope = kept.store.scope('000000000001', 'us-east-1')
    const fail = () =>
      kept.store.transaction(() => {
        scope.delete(things, 't1')
        throw new Error('refused')
      })
    expect(fail).toThrow('refused')
    expect(scope.list(things)).toEqual([{ n: 1 }])
    kept.close()
    expect(list().numbers).toEqual([1])
  })

  test('has nothing left of a parent whose records are all deleted', () => {
    const store = new Store()
    const scope = store.scope('000000000001', 'us-east-1')
    for (const parent of ['a', 'b', 'c']) store.transaction(() => scope.put(things, 't1', { n: 1 }, parent))
    for (const parent of ['a', 'b']) store.transaction(() => scope.deleteAll(things, parent))
    expect([...(scope.tables.get('things')?.keys() ?? [])]).toEqual(['c'])
  })

  onLinux('loses nothing that was answered before and after its disk was full', async () => {
    const program = join(folder, 'diskFull.mjs')
    const source = join(import.meta.dirname, 'diskFull.fixture.ts')
    await build({ entryPoints: [source], outfile: program, bundle: true, platform: 'node', format: 'esm' })
    expect(execFileSync(process.execPath, [program, folder], { encoding: 'utf8' })).toContain('EFBIG')
    expect(list()).toEqual({ numbers: [1, 3], aside: undefined })
  })

  test.each([1, 20, 60])(
    'loses only the last change when it was cut off %i bytes before its end',
    (bytes) => {
      put(1, 2)
      const whole = readFileSync(file(), 'utf8')
      writeFileSync(file(), whole.slice(0, -bytes))
      expect(list().numbers).toEqual([1])
    },
  )

  test('sets a damaged file aside whole and goes on with what stands before the damage', () => {
    put(1, 2, 3)
    const lines = readFileSync(file(), 'utf8').split('\n')
    const damaged = [lines[0], lines[1]?.replace('"n":2', '"n":9'), lines[2], ''].join('\n')
    writeFileSync(file(), damaged)
    const { numbers, aside } = list()
    expect(numbers).toEqual([1])
    expect(readFileSync(aside ?? '', 'utf8')).toBe(damaged)
    expect(list()).toEqual({ numbers: [1], aside: undefined })
  })

  test('never overwrites what was set aside before', () => {
    put(1)
    appendFileSync(file(), 'garbage\n')
    const first = list().aside
    appendFileSync(file(), 'garbage\n')
    const second = list().aside
    expect(second).not.toBe(first)
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toHaveLength(2)
  })

  test('is written anew once it has grown, with the same content', () => {
    const kept = openFolder(folder)
    const scope = kept.store.scope('000000000001', 'us-east-1')
    kept.store.transaction(() => scope.put(things, 'big', { n: 10 ** 9, ...{ text: 'x'.repeat(300_000) } }))
    kept.store.transaction(() => scope.delete(things, 'big'))
    kept.close()
    const before = readFileSync(file()).length
    list()
    expect(readFileSync(file()).length).toBeLessThan(before / 100)
  })
})
