import { expect, test } from '@jest/globals'
import { pageOf } from './pages.ts'

const all = Array.from({ length: 600 }, (_, i) => String(1000 + i))
const sizeOf = (limit?: number) =>
  pageOf(
    all,
    (key) => key,
    { limit },
    (key) => key,
  ).items.length

test('a page has 25 items where nobody says how many, and 500 at most', () => {
  expect([sizeOf(), sizeOf(0), sizeOf(-1), sizeOf(3), sizeOf(500), sizeOf(1000)]).toEqual([
    25, 25, 25, 3, 500, 500,
  ])
})
