/** A change before, while and after no file may grow: `node diskFull.mjs FOLDER` prints what the middle one was told. */
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { openFolder } from './folder.ts'
import { defineTable } from './store.ts'

const things = defineTable<{ readonly n: number; readonly padding: string }>('things')
const folder = process.argv[2] ?? ''
const { store } = openFolder(folder)
const scope = store.scope('000000000001', 'us-east-1')
const put = (n: number, padding = '') => store.transaction(() => scope.put(things, `t${n}`, { n, padding }))
const limitFiles = (bytes: number | 'unlimited') =>
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`])

put(1)
limitFiles(statSync(join(folder, 'journal.log')).size + 500) // more than the next change needs
try {
  put(2, '.'.repeat(1000))
} catch (error) {
  limitFiles('unlimited')
  console.log(String(error))
}
put(3)
