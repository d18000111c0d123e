import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../steps.ts'
import type { Gate } from './gate.ts'

/** A tool of the repo's own: what it says where it is not content. */
const run = (tool: string, words: readonly string[]) =>
  new Promise<readonly string[]>((resolve) => {
    const file = join(root, 'node_modules', ...tool.split('/'))
    execFile(process.execPath, [file, ...words], { cwd: root, maxBuffer: 2 ** 24 }, (error, stdout, stderr) =>
      resolve(error ? `${stdout}${stderr}`.trim().split('\n').slice(0, 20) : []),
    )
  })

export const sourceGate: Gate = {
  title: 'starters, solutions, checks and scenarios are formatted and type-checked',
  async breaches() {
    const folders = ['steps', 'solutions', 'checks', 'test/scenarios']
    const [format, types] = await Promise.all([
      run('@biomejs/biome/bin/biome', ['check', '--colors=off', ...folders]),
      run('typescript/bin/tsc', ['-p', 'tsconfig.json', '--pretty', 'false']),
    ])
    return [...format, ...types]
  },
}
