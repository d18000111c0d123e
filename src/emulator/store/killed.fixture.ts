/** A cloud's folder that is written to without end, for a test that kills it: `node killed.mjs FOLDER`. */
import { writeSync } from 'node:fs'
import { openFolder } from './folder.ts'
import { defineTable } from './store.ts'

interface Thing {
  readonly n: number
  readonly code: string
  readonly padding: string
}

const things = defineTable<Thing>('things')
const slots = 20
const print = (value: object) => writeSync(1, `${JSON.stringify(value)}\n`)

const { store, blobs } = openFolder(process.argv[2] ?? '')
const scope = store.scope('000000000001', 'us-east-1')
const found = scope.list(things)
print({ found: found.map(({ n }) => n), codeIsThere: found.every(({ code }) => blobs.has(code)) })
for (let n = 1 + Math.max(0, ...found.map((thing) => thing.n)); ; n++) {
  const code = blobs.put(Buffer.from(`code ${n % 7}`))
  store.transaction(() => scope.put(things, `slot-${n % slots}`, { n, code, padding: '.'.repeat(1000) }))
  print({ answered: n })
}
