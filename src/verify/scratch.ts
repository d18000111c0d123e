import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../steps.ts'

/** A folder for scripts that are made up; they find the toolbox where a step's script does. */
const folder = join(root, '.workshop', `verify-${process.pid}`)

/** Writes a script that can be run as a step, and gives its path. */
export function writeScratch(name: string, text: string): string {
  const home = join(folder, 'steps', name)
  mkdirSync(home, { recursive: true })
  mkdirSync(join(folder, 'src'), { recursive: true })
  writeFileSync(join(folder, 'src', 'toolbox.ts'), "export * from '../../../src/toolbox.ts'\n")
  const file = join(home, 'index.ts')
  writeFileSync(file, text)
  return file
}

export const removeScratch = (): void => rmSync(folder, { recursive: true, force: true })
