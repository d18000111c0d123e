import { describe, expect, test } from '@jest/globals'
import { readJson } from '../jsonReader.ts'
import { toJson } from '../printed.ts'
import { TemplateError, type Value } from '../values.ts'
import { evaluatePath } from './jsonPath.ts'

/** The document of Jayway's own README, and what that says of paths into it. */
const books = [
  { category: 'reference', author: 'Nigel Rees', title: 'Sayings of the Century', price: 8.95 },
  { category: 'fiction', author: 'Evelyn Waugh', title: 'Sword of Honour', price: 12.99 },
  { category: 'fiction', author: 'Herman Melville', title: 'Moby Dick', isbn: '0-553-21311-3', price: 8.99 },
  {
    category: 'fiction',
    author: 'J. R. R. Tolkien',
    title: 'The Lord of the Rings',
    isbn: '0-395-19395-8',
    price: 22.99,
  },
]
const document = {
  store: { book: books, bicycle: { color: 'red', price: 19.95 } },
  expensive: 10,
  list: ['a', 1],
  'a.b': { nothing: null },
}

const titles = (...at: readonly number[]) => at.map((index) => books[index])

const found: readonly (readonly [string, unknown])[] = [
  ['$.store.book[*].author', books.map(({ author }) => author)],
  ['$..author', books.map(({ author }) => author)],
  ['$.store.*', [books, document.store.bicycle]],
  ['$.store..price', [8.95, 12.99, 8.99, 22.99, 19.95]],
  ['$..book[2]', titles(2)],
  ['$..book[-2]', titles(2)],
  ['$..book[0,1]', titles(0, 1)],
  ['$..book[:2]', titles(0, 1)],
  ['$..book[1:2]', titles(1)],
  ['$..book[-2:]', titles(2, 3)],
  ['$..book[2:]', titles(2, 3)],
  ['$..book[?(@.isbn)]', titles(2, 3)],
  ['$.store.book[?(@.price < 10)]', titles(0, 2)],
  ["$..book[?(@.price <= $['expensive'])]", titles(0, 2)],
  ['$..book[?(@.author =~ /.*REES/i)]', titles(0)],
  ['$..book.length()', 4],
  ['$.store.book.length()', 4],
  ['$..price.max()', 22.99],
  ['$.store.book[*].title.length()', [null, null, null, null]],
  ['$.expensive.length()', undefined],
  ['$.*.length()', [2, null, 2, 1]],
  ['$..book..price.sum()', 53.92],
  ['$..store..color', ['red']],
  ["$.['store'].bicycle.['color']", 'red'],
  ['$.list.[0]', 'a'],
  ["$['list','expensive'][0]", ['a']],
  ["$['list','expensive'].none", []],
  ["$..['color','price']", [{ color: 'red', price: 19.95 }]],
  ["$..['color','isbn'].length()", 0],
  ['$.list[0:2:2]', ['a', 1]],
  ['$.store.length().none', undefined],
  ['$.list[?(@ =~ /1/)]', [1]],
  ['$..book[?(@.isbn =~ /(0-5.*)?/)].price', [8.95, 12.99, 8.99]],
  ['$.store.keys()', ['book', 'bicycle']],
  ['store.bicycle.color', 'red'],
  ["$['store']['bicycle']['color']", 'red'],
  ["$['a.b'].nothing", null],
  ['$.list[1]', 1],
  ['$.list[-1]', 1],
  ['$.list[5]', undefined],
  ['$.none', undefined],
  ['$.none[*].x', []],
  ["$.store.bicycle['color','price']", { color: 'red', price: 19.95 }],
  ["$..book[?(@.category == 'fiction' && !(@.price > 10 || @.isbn == null))].title", ['Moby Dick']],
  ["$..book[?(@.category in ['reference', 'other'])].price", [8.95]],
  ["$..book[?(@.category nin ['fiction'])].price", [8.95]],
  ["$..book[?(@.title contains 'Lord')].price", [22.99]],
  ["$.list[?(@ == 'a')]", ['a']],
  ["$.list[?(@ == '1')]", [1]],
  ["$.list[?(@ === '1')]", []],
  ['$.constructor', undefined],
  ['$.list.length', undefined],
]

const asValue = (json: unknown) => readJson(JSON.stringify(json))
const plain = (value: Value): unknown => (value === undefined ? value : JSON.parse(toJson(value)))

test.each(found)('%s', (path, expected) => {
  expect(plain(evaluatePath(path, asValue(document)))).toEqual(expected)
})

describe('what is no path', () => {
  test.each([
    '$.',
    '$..',
    '$[',
    '$[?(]',
    "$['a]",
    '$.a.b(1)',
    '$[?(process.exit())]',
    '$.a.nothing()',
    '$.a.sum()',
    '$.a.first()',
    `$[?(${'('.repeat(1000)}`,
  ])('%s is refused', (path) => expect(() => evaluatePath(path, asValue({ a: 1 }))).toThrow(TemplateError))
})

test('a deviation takes as long as a sum', () => {
  expect(evaluatePath('$.stddev()', asValue(Array.from({ length: 200_000 }, (_, i) => i % 2)))).toBe(0.5)
})

test('items that are compared with all others are looked at, too', () => {
  const numbers = asValue({ l: Array.from({ length: 2000 }, (_, i) => i) })
  expect(() => evaluatePath('$.l[?(@ in $.l)]', numbers)).toThrow(TemplateError)
})

test('a path that would look at too much ends with an error', () => {
  const deep = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`)
  expect(evaluatePath('$..*..*', asValue(deep))).toHaveLength(1711) // each two of 59 lists in lists
  expect(() => evaluatePath('$..*..*..*..*..*..*', asValue(deep))).toThrow('looks at too much')
})
