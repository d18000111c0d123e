import chalk from 'chalk'
import { type Step, steps } from '../steps.ts'
import { documentGate } from '../verify/documentGate.ts'
import type { Gate } from '../verify/gate.ts'
import { pageGate } from '../verify/pageGate.ts'
import { type Runner, startRunner } from '../verify/runner.ts'
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

interface Judged {
  readonly breaches: readonly string[]
  readonly notes: readonly string[]
  readonly seconds: number
}

async function judge(gate: Gate, steps: readonly Step[], runner: Runner): Promise<Judged> {
  const started = performance.now()
  const notes: string[] = []
  const breaches = await gate.breaches({ steps, runner, note: (text) => notes.push(text) })
  return { breaches, notes, seconds: (performance.now() - started) / 1000 }
}

function print(sign: string, { title }: Gate, { breaches, notes, seconds }: Judged): void {
  for (const note of notes) console.log(chalk.dim(`        ${note}`))
  const word = breaches.length === 0 ? chalk.green('pass') : chalk.red('FAIL')
  console.log(`  ${word}  ${sign} ${title.padEnd(72)}${seconds.toFixed(1).padStart(6)} s`)
  for (const breach of breaches) console.log(`        ${breach.replaceAll('\n', '\n        ')}`)
}

/** The pages' commands run one at a time and leave a core alone; the seeds take what they leave. */
const beside = new Map<Gate, Gate>([[seedGate, documentGate]])

/** `npm run verify [N | A-B …]`: all gates, for all steps or some. `npm run verify record` records the scenarios again. */
export async function run(words: readonly string[]): Promise<number> {
  const record = words.includes('record')
  const chosen: readonly Step[] = readCheckWords(words.filter((word) => word !== 'record')).steps
  const runner = await startRunner()
  const started = new Map<Gate, Promise<Judged>>()
  const start = (gate: Gate): Promise<Judged> => {
    const known = started.get(gate) ?? judge(gate, chosen, runner)
    started.set(gate, known)
    return known
  }
  let kept = true
  try {
    for (const [i, gate] of (record ? [scenariosGate(true)] : gates).entries()) {
      const other = beside.get(gate)
      const [judged] = await Promise.all([start(gate), other && !record ? start(other) : undefined])
      print(record ? '⑤' : (signs[i] ?? ''), gate, judged)
      kept &&= judged.breaches.length === 0
    }
  } finally {
    await runner.close()
  }
  const which = chosen.length === steps.length ? 'Every step' : 'Each of these steps'
  console.log(kept ? `\n${which} keeps its promises.` : '\nSome promises are broken.')
  return kept ? exitCodes.pass : exitCodes.fail
}
