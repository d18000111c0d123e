import { describe, expect, test } from '@jest/globals'
import { strToU8, type Zippable, zipSync } from 'fflate'
import { checkCodePackage, unpack } from './codePackage.ts'
import { readEntries } from './zip.ts'

const unreadable = 'Could not unzip uploaded file. Please check your file, then try to upload again.'
const zipOf = (names: readonly string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])))

/** A link as an entry of a zip. */
const linked = (path: string, target: string | Uint8Array): Zippable => ({
  [path]: [typeof target === 'string' ? strToU8(target) : target, { os: 3, attrs: 0o120777 << 16 }],
})

/** The text that a package is refused with. */
function refusal(bytes: Uint8Array): string {
  try {
    checkCodePackage(bytes)
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  }
  return 'accepted'
}

/** A zip whose central directory lies: `change` gets the place of its first entry. */
function forged(bytes: Uint8Array, change: (zip: Buffer, entry: number) => void): Uint8Array {
  const zip = Buffer.from(bytes)
  change(zip, zip.indexOf(Buffer.from('PK\x01\x02', 'latin1')))
  return zip
}

describe('a deployment package', () => {
  test('gives its files with slashes and the executable bit', () => {
    const bytes = zipSync({
      'index.js': strToU8('one'),
      'bin/run': [strToU8('two'), { os: 3, attrs: 0o100755 << 16 }],
      './lib//a.js': strToU8('three'),
    })
    const files = [...unpack(bytes)].map(({ path, executable, content }) => [
      path,
      executable,
      String(content),
    ])
    expect(files).toEqual([
      ['index.js', false, 'one'],
      ['bin/run', true, 'two'],
      ['lib/a.js', false, 'three'],
    ])
  })

  test.each([['../up.js'], ['a/../../up.js'], ['/etc/passwd'], ['C:/windows/x'], ['c:x'], ['nul\0.js']])(
    'with a name that leads out of its folder is refused: %j',
    (name) => {
      expect(refusal(zipOf(['index.js', name]))).toBe(unreadable)
    },
  )

  test('that was zipped with backslashes has them in the names of its files', () => {
    const files = [...unpack(zipOf(['index.js', 'lib\\a.js', '..\\up.js']))]
    expect(files.map(({ path }) => path)).toEqual(['index.js', 'lib\\a.js', '..\\up.js'])
  })

  test.each([
    ['a name', 'a'.repeat(256)],
    ['a name in UTF-8', 'ä'.repeat(128)],
    ['a path', 'ab/'.repeat(1400)],
  ])('with %s that no disk takes is refused', (_, name) => {
    expect(refusal(zipOf(['index.js', `${name}x`]))).toBe(unreadable)
  })

  test('of more than 65,535 files has all of them, though its own count of them begins anew', () => {
    const zip = Buffer.from(zipOf(['a.js']))
    const [entry, end] = [zip.indexOf('PK\x01\x02', 0, 'latin1'), zip.length - 22]
    const entries = Buffer.alloc((end - entry) * 65_540, zip.subarray(entry, end))
    const counted = Buffer.from(zip.subarray(end))
    counted.writeUInt16LE(65_540 % 65_536, 10)
    expect(readEntries(Buffer.concat([zip.subarray(0, entry), entries, counted]))).toHaveLength(65_540)
  })

  test('that counts another number of files than it has is refused', () => {
    const zip = Buffer.from(zipOf(['a.js', 'b.js']))
    zip[zip.length - 12] = 1
    expect(refusal(zip)).toBe(unreadable)
  })

  test('with very deep folders is read in the time that their names take', () => {
    const timeOf = (depth: number) => {
      const bytes = zipOf(Array.from({ length: 100 }, (_, i) => `${'a/'.repeat(depth)}${i}.js`))
      const times = [1, 2, 3, 4, 5].map(() => {
        const before = performance.now()
        expect(refusal(bytes)).toBe('accepted')
        return performance.now() - before
      })
      return Math.min(...times)
    }
    timeOf(117)
    const once = timeOf(117)
    expect(timeOf(16 * 117) / once).toBeLessThan(60) // with the depth some 16, with its square 100
  })

  test('whose entries share their bytes is refused', () => {
    const bytes = zipSync({ 'a.js': new Uint8Array(1000), 'b.js': strToU8('b') }, { level: 0 })
    const shared = forged(bytes, (zip, entry) => {
      const second = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'), entry + 4)
      for (const at of [20, 24, 42]) zip.copy(zip, second + at, entry + at, entry + at + 4)
    })
    expect(refusal(shared)).toBe(unreadable)
  })

  test('gives its links after its files, the deepest first', () => {
    const bytes = zipSync({
      ...linked('LIB', '.'),
      ...linked('.bin/run', '../lib/run.js'),
      'lib/run.js': strToU8('x'),
    })
    const files = [...unpack(bytes)].map(({ path, isLink, content }) => [path, isLink, String(content)])
    expect(files).toEqual([
      ['lib/run.js', false, 'x'],
      ['.bin/run', true, '../lib/run.js'],
      ['LIB', true, '.'],
    ])
  })

  test.each([
    ['link', '/etc/passwd'],
    ['link', '..'],
    ['a/link', '../../x'],
    ['a/link', 'b/../../..'],
    ['link', 'C:/windows'],
    ['link', ''],
    ['link', 'a\0b'],
    ['link', 'a'.repeat(256)],
  ])('whose link %s may lead out of its folder, to %j, is refused', (path, target) => {
    expect(refusal(zipSync(linked(path, target)))).toContain(`'${path}' is a symbolic link`)
  })

  test('of few bytes whose link is very long is refused within the memory of this cloud', () => {
    const target = new Uint8Array(150_000_000).fill('/'.charCodeAt(0))
    expect(refusal(zipSync(linked('link', target)))).toContain("'link' is a symbolic link")
  })

  test('with a file in a folder that is a link is refused', () => {
    const bytes = zipSync({ ...linked('up', '.'), 'up/a.js': strToU8('x') })
    expect(refusal(bytes)).toBe(unreadable)
  })

  test.each([[['a', 'a/b.js']], [['a/b.js', 'a']], [['a/b/c.js', 'a/b']]])(
    'with one name as file and as folder is refused: %j',
    (names) => {
      expect(refusal(zipOf(names))).toBe(unreadable)
    },
  )

  test.each([
    ['no zip', strToU8('this is no zip file, however long it is')],
    ['a few bytes', strToU8('PK')],
    ['cut at its end', zipOf(['index.js']).slice(0, -10)],
    ['cut at its start', zipOf(['index.js']).slice(40)],
  ])('that is %s is refused', (_, bytes) => {
    expect(refusal(bytes)).toBe(unreadable)
  })

  test('that is empty is refused', () => {
    expect(refusal(new Uint8Array())).toBe('Uploaded file must be a non-empty zip')
    expect(refusal(zipSync({}))).toBe('Uploaded file must be a non-empty zip')
  })

  test('that tells a size of more than 250 MB is refused before anything is unpacked', () => {
    const bytes = forged(zipOf(['index.js']), (zip, entry) => zip.writeUInt32LE(262_144_001, entry + 24))
    expect(refusal(bytes)).toBe('Unzipped size must be smaller than 262144000 bytes')
  })

  test('that holds more than it tells is refused, and no more than that is unpacked', () => {
    const bomb = zipSync({ 'index.js': new Uint8Array(50_000_000) })
    const bytes = forged(bomb, (zip, entry) => zip.writeUInt32LE(10, entry + 24))
    expect(bytes.length).toBeLessThan(100_000)
    expect(refusal(bytes)).toBe(unreadable)
  })

  test('that holds less than it tells is refused', () => {
    const bytes = forged(zipOf(['index.js']), (zip, entry) => zip.writeUInt32LE(5, entry + 24))
    expect(refusal(bytes)).toBe(unreadable)
  })

  test('of more than 50 MB is refused', () => {
    expect(refusal(new Uint8Array(52_428_801))).toBe('Zipped size must be smaller than 52428800 bytes')
  })
})
