import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { apigatewayHandlers } from './apigateway/handlers.ts'
import { iamOperations } from './identity/iam.ts'
import { stsOperations } from './identity/sts.ts'
import { lambdaHandlers } from './lambda/handlers.ts'
import { operations } from './wire/operations.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')

/** What stands under a heading, up to the next one. */
function section(heading: string): string {
  const [, text] = readme.split(`### ${heading}\n`)
  if (text === undefined) throw new Error(`README.md has no section ${heading}`)
  return text.split('\n#')[0] ?? ''
}

/** The operations that a section lists: the first of each row in a table, else all of them. */
const listed = (heading: string): readonly string[] =>
  section(heading)
    .split('\n')
    .flatMap((line) => [
      ...(line.startsWith('|') ? (line.split('|')[1] ?? '') : line).matchAll(/`([A-Z][A-Za-z]+)`/g),
    ])
    .map(([, name = '']) => name)
    .sort()

/** The lines of each file, by its name without a folder; where two share a name, of the longer one. Recordings are no code. */
const longest = new Map<string, number>()
for (const path of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(ts|mjs|py)$/.test(path) || path.includes('recorded')) continue
  const lines = readFileSync(join(import.meta.dirname, path), 'utf8').split('\n').length - 1
  longest.set(basename(path), Math.max(lines, longest.get(basename(path)) ?? 0))
}

/** The files that README.md names from one heading to another. */
const filesNamed = (from: string, to: string): readonly string[] =>
  [
    ...readme
      .slice(readme.indexOf(from), readme.indexOf(to))
      .matchAll(/`(?:[a-zA-Z]+\/)*([a-zA-Z]+\.(?:ts|mjs|py))`/g),
  ].map(([, name = '']) => name)

const services = [
  ['Lambda', 'lambda', lambdaHandlers],
  ['API Gateway', 'apigateway', apigatewayHandlers],
] as const

describe('README.md', () => {
  test.each(services)('lists what is done or partly done of %s', (title, _service, handlers) => {
    const supported = [...listed(`${title}: done`), ...listed(`${title}: partly`)].sort()
    expect(supported).toEqual(Object.keys(handlers).sort())
  })

  test.each(services)('lists what is not supported of %s, and so all of it', (title, service, handlers) => {
    const others = operations.filter(
      (operation) => operation.service === service && !handlers[operation.name],
    )
    expect(listed(`${title}: not supported`)).toEqual(others.map(({ name }) => name).sort())
  })

  test('names files that are there', () => {
    const named = filesNamed('## An afternoon', '## How handlers run')
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !longest.has(name))).toEqual([])
  })

  test('shows a route that an afternoon is enough for: fewer than 7,000 lines', () => {
    const route = filesNamed('## An afternoon', '### Looked up')
    const lines = route.map((name) => longest.get(name) ?? 0)
    expect(route.length).toBeGreaterThan(60)
    expect(lines.reduce((sum, length) => sum + length)).toBeLessThan(7000)
  })

  test('lists the operations of STS and IAM', () => {
    const names = [...Object.keys(stsOperations), ...Object.keys(iamOperations)]
    expect(listed('STS and IAM')).toEqual(names.sort())
  })
})
