import { expect, jest, test } from '@jest/globals'
import type { RecordedCall } from '../cloud/calls.ts'
import { printCall } from './stepRun.ts'

const call: RecordedCall = {
  n: 1,
  target: { kind: 'invoke-url', restApiId: 'a1b2c3d4e5', stageName: 'default', path: '/x' },
  method: 'GET',
  path: '/',
  requestBody: '',
  startedAt: 0,
  answer: { status: 200, headers: {}, body: '', durationMs: 1 },
}

test.each([
  ['/default/a%20b', '/default/a b'],
  ['/default/x?q=100%', '/default/x?q=100%'],
])('a call of %s is shown as %s, however its path is written', (path, shown) => {
  const print = jest.spyOn(console, 'log').mockImplementation(() => {})
  printCall({ ...call, path })
  expect(print.mock.calls.flat().join('\n')).toContain(`GET ${shown} `)
  print.mockRestore()
})
