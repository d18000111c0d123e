import chalk from 'chalk'
import type { CheckResult, Report, StepResult } from '../checker/model.ts'
import { texts } from '../i18n/index.ts'
import { readTitle, type Source, steps } from '../steps.ts'
import { noteLines } from './note.ts'
import { wrap } from './wrap.ts'

const width = 80
const { report } = texts

const colours = { pass: chalk.green, fail: chalk.red, error: chalk.yellow, skip: chalk.dim } as const

/** A heading with a word at the right edge: `Step 8 · Turn the Lambda proxy off      2 of 5 pass`. */
const headline = (left: string, right: string, colour: (text: string) => string) =>
  `${chalk.bold(left)}${' '.repeat(Math.max(2, width - left.length - right.length))}${colour(right)}`

/** Words of a line under a check start here. */
const indent = 8
const labelled = 10

function detailLines(check: CheckResult): readonly string[] {
  const { cause } = check
  const rows: readonly (readonly [string, string | undefined])[] = [
    [report.labels.sent, check.sent],
    [report.labels.expected, check.expected],
    [report.labels.got, check.got],
    [report.labels.cause, cause?.text],
    [report.labels.look, cause?.look],
    [report.labels.try, cause?.try],
  ]
  return rows.flatMap(([label, text]) => {
    if (text === undefined) return []
    const [first = '', ...rest] = wrap(text, width - indent - labelled)
    return [
      `${' '.repeat(indent)}${chalk.dim(label.padEnd(labelled))}${first}`,
      ...rest.map((line) => `${' '.repeat(indent + labelled)}${line}`),
    ]
  })
}

/** `skip  method response 200             needs: its integration is not a proxy`, on two lines where one is too short. */
function skippedLines({ title, needs = [] }: CheckResult): readonly string[] {
  const label = `  ${report.status.skip}  ${title}`
  const waits = report.needs(needs.join(', '))
  const room = width - label.length - waits.length
  if (room >= 2) return [chalk.dim(`${label}${' '.repeat(room)}${waits}`)]
  return [label, ...wrap(waits, width - indent).map((line) => ' '.repeat(indent) + line)].map((line) =>
    chalk.dim(line),
  )
}

const checkLines = (check: CheckResult): readonly string[] =>
  check.status === 'skip'
    ? skippedLines(check)
    : [`  ${colours[check.status](report.status[check.status])}  ${check.title}`, ...detailLines(check)]

/** One step with its checks; one that is not started is a line of its own. */
export function stepLines(result: StepResult): readonly string[] {
  const step = steps.find(({ number }) => number === result.step)
  const heading = report.step(result.step, step ? readTitle(step) : result.name)
  if (result.status === 'not-started') return [headline(heading, report.notStarted, chalk.dim)]
  const passed = result.checks.filter(({ status }) => status === 'pass').length
  const [right, colour] =
    result.status === 'error'
      ? [report.error, chalk.yellow]
      : [report.passed(passed, result.checks.length), result.status === 'passed' ? chalk.green : chalk.red]
  return [headline(heading, right, colour), ...result.checks.flatMap(checkLines)]
}

export const printStep = (result: StepResult, source: Source) =>
  console.log([...stepLines(result), ...noteLines(result, source)].join('\n'))

/** How many steps pass, and what to do next. */
export function printSummary({ steps: results }: Report, source: Source): void {
  const passed = results.filter(({ status }) => status === 'passed').length
  console.log(`\n${chalk.bold(report.summary(passed, results.length))}`)
  const open = results.find(({ status }) => status === 'failed' || status === 'not-started')
  if (passed === results.length) {
    console.log(passed === steps.length && source === 'steps' ? report.allPassed : report.allChosenPassed)
  } else if (open && source === 'steps') {
    const folder = `steps/${open.name}`
    console.log(
      open.status === 'failed'
        ? report.again(open.step)
        : report.nextStep(`${folder}/README.md`, `${folder}/index.ts`, open.step),
    )
  }
}
