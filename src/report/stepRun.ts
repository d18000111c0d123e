import chalk from 'chalk'
import type { StepResult } from '../checker/model.ts'
import type { Base } from '../checker/progress.ts'
import type { RecordedCall } from '../cloud/calls.ts'
import { texts } from '../i18n/index.ts'
import { type Step, steps } from '../steps.ts'
import { noteLines } from './note.ts'

/** What `npm run step N` shows while a script runs, and where that leaves the learner. */
const { step: words } = texts

/** `1, 2, 3, 7` as `1-3, 7`. */
function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = []
  for (const n of numbers) {
    const last = parts.at(-1)
    if (last && last[1] === n - 1) last[1] = n
    else parts.push([n, n])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}

export function printBase(step: Step, { made }: Base, rewound: boolean): void {
  const by = (source: string) => ranges(made.filter((one) => one.by === source).map((one) => one.step.number))
  for (const line of words.base(by('steps'), by('solutions'))) console.log(chalk.dim(line))
  if (rewound) console.log(chalk.dim(words.rewound(step.number)))
  console.log('')
}

const nameOf = ({ target }: RecordedCall) =>
  target.kind === 'aws' ? target.operation : target.kind === 'invoke-url' ? words.invokeUrl : words.other

const fit = (text: string, width: number) =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width)

/** A path as it reads best; one with a lone `%` in it, which is sent as it is, stays as it is. */
function readable(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** `CreateRestApi          POST /restapis            201    4 ms`, and AWS's text where it refused. */
export function printCall(call: RecordedCall): void {
  if (!call.answer) return
  const { status, durationMs, error } = call.answer
  const colour = status < 400 ? chalk.green : chalk.red
  const request = fit(`${call.method} ${readable(call.path)}`, 58)
  console.log(
    `  ${fit(nameOf(call), 26)} ${chalk.dim(request)} ${colour(status)} ${chalk.dim(`${Math.round(durationMs)} ms`)}`,
  )
  if (error) console.log(chalk.red(`    ${error.code}: ${error.message}`))
  const functionError = call.answer.headers['x-amz-function-error']
  if (functionError) console.log(chalk.red(`    FunctionError ${functionError}: ${call.answer.body}`))
}

/** Shown of what a script prints; it may print a gigabyte. */
const showAtMost = 256 * 1024

/**
 * A script's own lines are told from ours by a bar in front. Addresses in them are shown as the cloud's own, which a
 * browser can open afterwards: `recorder` answers the script alone.
 */
export function scriptOutput(endpoint: string): {
  print(chunk: Buffer, recorder: string): void
  end(): void
} {
  let shown = 0
  let rest = ''
  let own = endpoint
  const show = (line: string) => console.log(`  ${chalk.dim('│')} ${line.replaceAll(own, endpoint)}`)
  return {
    print(chunk, recorder) {
      own = recorder
      if (shown > showAtMost) return
      shown += chunk.length
      const lines = (rest + chunk.subarray(0, showAtMost).toString('utf8')).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) show(line)
      if (shown > showAtMost) console.log(chalk.dim(words.outputCut))
    },
    end() {
      if (rest !== '' && shown <= showAtMost) show(rest)
    },
  }
}

function verdictLine(step: Step, result: StepResult): string {
  const failed = result.checks.find(({ status }) => status === 'fail')
  if (result.status === 'passed') return chalk.green(words.verdict.passed(step.number))
  if (result.status === 'not-started') return chalk.yellow(words.verdict.notStarted(step.number))
  if (result.status === 'error') return chalk.yellow(words.verdict.error(step.number))
  return chalk.red(words.verdict.failed(step.number, failed?.title ?? ''))
}

/** `blamesOthers`: the script is right, and an earlier one left what it cannot go on from. */
export function printVerdict(step: Step, result: StepResult, calls: number, blamesOthers = false): void {
  if (calls === 0) console.log(chalk.dim(words.noCalls))
  console.log(['', verdictLine(step, result), ...noteLines(result, 'steps')].join('\n'))
  const next = steps.find(({ number }) => number > step.number)
  if (result.status === 'not-started')
    console.log(words.openFile(`steps/${step.name}/README.md`, `steps/${step.name}/index.ts`))
  else if (blamesOthers) console.log(words.othersFault(step.number))
  else if (result.status !== 'passed') console.log(words.details(step.number))
  else if (next) console.log(words.next(`steps/${next.name}/README.md`, next.number))
  else console.log(words.last)
}
