import { expect, test } from '@jest/globals'
import { Watch } from './watch.ts'

test('what begins as soon as a look has ended another is looked at too', async () => {
  let looks = 0
  await new Promise<void>((seenTwice) => {
    let isBusy = false
    const begin = () => {
      isBusy = true
      watch.begin(0)
    }
    const look = async () => {
      isBusy = false
      looks++
      if (looks === 1) queueMicrotask(begin)
      else seenTwice()
    }
    const watch = new Watch(look, () => isBusy)
    begin()
  })
  expect(looks).toBe(2)
})
