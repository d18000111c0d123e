import { execFile } from 'node:child_process'
import { join, relative } from 'node:path'
import { root } from '../steps.ts'

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
/**
 * tsconfig.json's options that matter to one script, but not `strict`: a value that may be undefined or has no type of
 * its own runs all the same, so it does not explain why a step failed.
 */
const options =
  '--ignoreConfig --noEmit --strict false --skipLibCheck --target es2023 --module nodenext --lib es2023 --types node --allowImportingTsExtensions --pretty false'.split(
    ' ',
  )

/** A complaint may go on over many lines; its first ones say what is wrong. */
const linesShown = 6

const runTsc = (files: readonly string[]) =>
  new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, ...options, ...files], { cwd: root, maxBuffer: 2 ** 24 }, (_, stdout) =>
      resolve(stdout),
    )
  })

/** The part of TypeScript's output that is about one file: its complaints, and the lines that go on from them. */
function complaintsAbout(file: string, output: string): string {
  const start = `${relative(root, file).replaceAll('\\', '/')}(`
  const complaints = output.split(/\n(?=\S)/).filter((complaint) => complaint.startsWith(start))
  return complaints.join('\n').trimEnd().split('\n').slice(0, linesShown).join('\n')
}

/** TypeScript's complaints about each of some files as it prints them; '' where it has none. */
export async function typeCheckAll(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (files.length === 0) return new Map() // tsc would look at all that it finds
  const output = await runTsc(files)
  return new Map(files.map((file) => [file, complaintsAbout(file, output)]))
}

export const typeCheck = async (file: string): Promise<string> => (await typeCheckAll([file])).get(file) ?? ''
