import chalk from 'chalk'
import { readScript } from '../checker/diagnosis/script.ts'
import { findUnawaited } from '../checker/diagnosis/unawaited.ts'
import type { StepResult } from '../checker/model.ts'
import { texts } from '../i18n/index.ts'
import { root, type Source, scriptFile } from '../steps.ts'
import { wrap } from './wrap.ts'

const { report } = texts

/**
 * What is worth a word though a step passes, in lines of its own: a call that nothing waits for goes well on one machine, where
 * answers come at once and in order. Read from the script, and no part of the result.
 */
export function noteLines(result: StepResult, source: Source): readonly string[] {
  if (result.status !== 'passed') return []
  const script = readScript(root, scriptFile(result, source))
  const line = findUnawaited(script)
  if (line === undefined) return []
  return wrap(report.notAwaited(`${script.file}:${line}`), 72).map((text, i) =>
    chalk.yellow(`  ${i === 0 ? report.note : '    '}  ${text}`),
  )
}
