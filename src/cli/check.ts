import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { checkAll } from '../checker/checkAll.ts'
import type { Report, StepResult } from '../checker/model.ts'
import { openCloud } from '../cloud/open.ts'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { printStep, printSummary } from '../report/terminal.ts'
import { root, scriptFile } from '../steps.ts'
import { progress } from './notices.ts'
import { onInterrupt, timeLimit } from './process.ts'
import { exitCodes, readCheckWords } from './words.ts'

function statusOf(steps: readonly StepResult[]): Report['status'] {
  if (steps.some(({ status }) => status === 'error')) return 'error'
  return steps.every(({ status }) => status === 'passed') ? 'pass' : 'fail'
}

function version(): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return manifest.version
}

/** `npm run check [N | A-B …] [solutions] [json=FILE]` */
export async function run(words: readonly string[]): Promise<number> {
  const { steps, source, cloud: choice, json, seed = randomInt(900_000) } = readCheckWords(words)
  for (const step of steps) {
    const file = scriptFile(step, source)
    if (!existsSync(file))
      throw new EnvironmentError(texts.commands.missingFile(relative(root, file), step.number))
  }
  const interrupt = onInterrupt()
  const cloud = openCloud(choice, progress, interrupt.signal)
  try {
    const options = { timeoutMs: timeLimit(), signal: interrupt.signal }
    const results = await checkAll({
      steps,
      source,
      cloud,
      seed,
      sideBySide: choice.kind !== 'aws',
      options,
      onResult: (result) => printStep(result, source),
    })
    const { name } = await cloud
    const status = statusOf(results)
    const report: Report = {
      schema: 1,
      status,
      cloud: name,
      seed,
      node: process.version,
      version: version(),
      steps: results,
    }
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`)
    if (interrupt.signal.aborted) return exitCodes.error
    printSummary(report, source)
    return exitCodes[status]
  } finally {
    await (await cloud).close()
    interrupt.stop()
  }
}
