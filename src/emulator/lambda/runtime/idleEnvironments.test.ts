import { beforeEach, describe, expect, test } from '@jest/globals'
import { IdleEnvironments } from './idleEnvironments.ts'

interface Fake {
  readonly name: string
  readonly isOpen: boolean
  end(): Promise<void>
}

describe('of idle environments', () => {
  let ended: string[]
  let idle: IdleEnvironments<Fake>
  const add = (name: string, isOpen = true) =>
    idle.add({ name, isOpen, end: async () => void ended.push(name) })

  beforeEach(() => {
    ended = []
    idle = new IdleEnvironments()
  })

  test('the one that was used last is taken first; those that are ending by themselves are ended', () => {
    add('old')
    add('new')
    add('ending', false)
    expect([idle.take()?.name, idle.take()?.name, idle.take()]).toEqual(['new', 'old', undefined])
    expect(ended).toEqual(['ending'])
  })

  test('the oldest are ended, so many and of such an age', () => {
    for (const name of ['a', 'b', 'c']) add(name)
    expect(idle.end(3, -1)).toBe(0)
    expect(idle.end(1, Number.POSITIVE_INFINITY)).toBe(1)
    expect(ended).toEqual(['a'])
    expect(idle.end(3, Number.POSITIVE_INFINITY)).toBe(2)
    expect(ended).toEqual(['a', 'b', 'c'])
    expect(idle.length).toBe(0)
  })
})
