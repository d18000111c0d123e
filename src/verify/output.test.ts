import { expect, test } from '@jest/globals'
import { unprinted } from './output.ts'

const missing = (shown: string, printed: string) =>
  unprinted({ document: { file: 'page', text: '' }, language: 'text', before: '', text: shown }, printed)
    .length

test.each([
  ['API a1b2c3d4e5: ANY /x', 'API qwertyuiop: ANY /x', 0],
  ['/x is resource k3j2h1', '/x is resource abcdef', 0],
  ['/x is resource k3j2h1', '/y is resource k3j2h1', 1],
  [
    'START RequestId: 3f0c… Version: $LATEST',
    'START RequestId: 01234567-89ab-cdef-0123-456789abcdef Version: $LATEST',
    0,
  ],
  ['Duration: 1.5 ms  Billed: 2 ms', 'Duration: 17.25 ms\tBilled: 18 ms', 0],
  ['arn:aws:lambda:us-east-1:101101101101:function:x', 'arn:aws:lambda:us-east-1:123456789012:function:x', 0],
  ['GET http://127.0.0.1:PORT/x', 'GET http://127.0.0.1:41234/x', 0],
  ['Functions: 0', 'Functions: 1', 1],
  ['first …', 'first and more', 0],
])('a page that shows "%s" where "%s" is printed lacks %i lines', (shown, printed, count) => {
  expect(missing(shown, printed)).toBe(count)
})
