import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../steps.ts'

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
/** tsconfig.json's options that matter to one script; unused names are a matter of taste there. */
const options =
  '--ignoreConfig --noEmit --strict --skipLibCheck --target es2023 --module nodenext --lib es2023 --types node --allowImportingTsExtensions --pretty false'.split(
    ' ',
  )

/** A complaint may go on over many lines; its first ones say what is wrong. */
const linesShown = 6

/** TypeScript's complaints about one file as it prints them, the first lines; '' where it has none. */
export function typeCheck(file: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...options, file], { cwd: root }, (_error, stdout) => {
      const found = /\berror TS\d+/.test(stdout)
      resolve(found ? stdout.trimEnd().split('\n').slice(0, linesShown).join('\n') : '')
    })
  })
}
