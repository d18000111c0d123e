import chalk from 'chalk'
import { type Step, steps } from '../steps.ts'
import { documentGate } from '../verify/documentGate.ts'
import type { Bench, Gate } from '../verify/gate.ts'
import { pageGate } from '../verify/pageGate.ts'
import { startRunner } from '../verify/runner.ts'
import { scenariosGate } from '../verify/scenarioGate.ts'
import { othersSolutionFails, solutionPasses, starterFails, todosMatter } from '../verify/scriptGates.ts'
import { seedGate } from '../verify/seedGate.ts'
import { sourceGate } from '../verify/sourceGate.ts'
import { exitCodes, readCheckWords } from './words.ts'

const signs = [...'①②③④⑤⑥⑦⑧⑨']

const gates: readonly Gate[] = [
  solutionPasses,
  starterFails,
  othersSolutionFails,
  todosMatter,
  scenariosGate(false),
  seedGate,
  pageGate,
  documentGate,
  sourceGate,
]

/** `npm run verify [N | A-B …]`: all gates, for all steps or some. `npm run verify record` records the scenarios again. */
export async function run(words: readonly string[]): Promise<number> {
  const record = words.includes('record')
  const chosen: readonly Step[] = readCheckWords(words.filter((word) => word !== 'record')).steps
  const runner = await startRunner()
  const bench: Bench = { steps: chosen, runner, note: (text) => console.log(chalk.dim(`        ${text}`)) }
  let kept = true
  try {
    for (const [i, gate] of (record ? [scenariosGate(true)] : gates).entries()) {
      const started = performance.now()
      const breaches = await gate.breaches(bench)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      const word = breaches.length === 0 ? chalk.green('pass') : chalk.red('FAIL')
      console.log(`  ${word}  ${record ? '⑤' : signs[i]} ${gate.title.padEnd(72)}${seconds.padStart(6)} s`)
      for (const breach of breaches) console.log(`        ${breach.replaceAll('\n', '\n        ')}`)
      kept &&= breaches.length === 0
    }
  } finally {
    await runner.close()
  }
  const which = chosen.length === steps.length ? 'Every step' : 'Each of these steps'
  console.log(kept ? `\n${which} keeps its promises.` : '\nSome promises are broken.')
  return kept ? exitCodes.pass : exitCodes.fail
}
