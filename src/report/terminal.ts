import chalk from 'chalk'
import type { CheckResult, Report, StepResult } from '../checker/model.ts'
import { texts } from '../i18n/index.ts'
import { readTitle, type Source, steps } from '../steps.ts'
import { wrap } from './wrap.ts'

const width = 80
const { report } = texts

const colours = { pass: chalk.green, fail: chalk.red, error: chalk.yellow, skip: chalk.dim } as const

/** A heading with a word at the right edge: `Step 8 · Turn the Lambda proxy off      2 of 5 pass`. */
const headline = (left: string, right: string, colour: (text: string) => string) =>
  `${chalk.bold(left)}${' '.repeat(Math.max(2, width - left.length - right.length))}${colour(right)}`

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
    const [first = '', ...rest] = wrap(text, width - 18)
    return [
      `        ${chalk.dim(label.padEnd(10))}${first}`,
      ...rest.map((line) => `${' '.repeat(18)}${line}`),
    ]
  })
}

function checkLines(check: CheckResult): readonly string[] {
  const waits =
    check.status === 'skip' && check.needs ? chalk.dim(`  (${report.needs(check.needs.join(', '))})`) : ''
  const line = `  ${colours[check.status](report.status[check.status])}  ${check.title}${waits}`
  return [line, ...detailLines(check)]
}

/** One step with its checks; one that is not started is a line of its own. */
export function printStep(result: StepResult, _source: Source): void {
  const step = steps.find(({ number }) => number === result.step)
  const heading = report.step(result.step, step ? readTitle(step) : result.name)
  if (result.status === 'not-started') {
    console.log(headline(heading, report.notStarted, chalk.dim))
    return
  }
  const passed = result.checks.filter(({ status }) => status === 'pass').length
  const [right, colour] =
    result.status === 'error'
      ? [report.error, chalk.yellow]
      : [report.passed(passed, result.checks.length), result.status === 'passed' ? chalk.green : chalk.red]
  console.log([headline(heading, right, colour), ...result.checks.flatMap(checkLines)].join('\n'))
}

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
