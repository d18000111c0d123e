import { expect, test } from '@jest/globals'
import type { Message } from './channel.ts'
import { MessageQueue } from './messageQueue.ts'

const message = (type: Message['type']): Message => ({
  type,
  text: '',
  requestId: '',
  memoryKb: 0,
  tookMs: 0,
})

test.each(['ready', 'done', 'failed'] as const)(
  '%s waits where somebody reads the log, and all behind it with it',
  async (type) => {
    const received: string[] = []
    await new Promise<void>((end) => {
      const queue = new MessageQueue((each) => {
        received.push(each.type)
        if (each.type === 'leaves') end()
      })
      for (const each of ['log', type, 'log', 'leaves'] as const) queue.add(message(each), true)
      expect(received).toEqual(['log'])
    })
    expect(received).toEqual(['log', type, 'log', 'leaves'])
  },
)

test('a message waits no longer than it is let, nor where nobody reads the log', () => {
  const received: string[] = []
  const queue = new MessageQueue(({ type }) => received.push(type))
  queue.add(message('ready'), false)
  expect(received).toEqual(['ready'])
  queue.add(message('done'), true)
  expect(received).toEqual(['ready'])
  queue.flush()
  expect(received).toEqual(['ready', 'done'])
})
