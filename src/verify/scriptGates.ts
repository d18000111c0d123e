import { typeCheckAll } from '../checker/typecheck.ts'
import { scriptFile, starterFile, steps } from '../steps.ts'
import type { Gate } from './gate.ts'
import { removeScratch, writeScratch } from './scratch.ts'
import { sideBySide } from './sideBySide.ts'
import { readTodos } from './todos.ts'

/** Nobody reads why these scripts fail, only that they do. */
const unasked = { typeCheck: async () => '' }

export const solutionPasses: Gate = {
  title: 'the solution passes',
  async breaches({ steps, runner }) {
    const results = await sideBySide(steps, runner.solution)
    return results.flatMap(({ result }) => {
      const failed = result.checks.filter(({ status }) => status !== 'pass').map(({ title }) => title)
      return result.status === 'passed' ? [] : [`solutions/${result.name}: ${failed.join('; ')}`]
    })
  },
}

export const starterFails: Gate = {
  title: 'the starter is seen as not started',
  async breaches({ steps, runner }) {
    const results = await sideBySide(steps, (step) => runner.run(step, starterFile(step)))
    return results.flatMap(({ result, run }) => {
      const crashed = run.end.kind !== 'exit' || run.end.code !== 0
      if (result.status !== 'not-started') return [`${result.name}: the starter is ${result.status}`]
      return crashed ? [`${result.name}: the starter does not run to its end`] : []
    })
  },
}

export const othersSolutionFails: Gate = {
  title: 'the solution of the step before does not pass',
  async breaches({ steps: chosen, runner }) {
    const pairs = chosen.flatMap((step) => {
      const before = steps[steps.indexOf(step) - 1]
      return before ? [{ step, before }] : []
    })
    const results = await sideBySide(pairs, ({ step, before }) =>
      runner.run(step, scriptFile(before, 'solutions'), unasked),
    )
    return results.flatMap(({ result }) =>
      result.status === 'failed'
        ? []
        : [`${result.name}: with the solution of the step before it is ${result.status}`],
    )
  },
}

export const todosMatter: Gate = {
  title: 'each TODO put back alone turns a check red',
  async breaches({ steps, runner }) {
    const todos = steps.flatMap((step) =>
      readTodos(step).map(({ number, script }) => ({
        step,
        number,
        file: writeScratch(`todo-${number}`, script),
      })),
    )
    try {
      const complaints = typeCheckAll(todos.map(({ file }) => file))
      const typeCheck = async (file: string) => (await complaints).get(file) ?? ''
      return (
        await sideBySide(todos, async ({ step, number, file }) => {
          const { result } = await runner.run(step, file, { typeCheck })
          const cause = result.checks.find((check) => check.cause)?.cause?.id
          // With one piece only this is the starter itself.
          if (result.status === 'not-started') return []
          if (result.status !== 'failed') return [`TODO(${number}): without it the step is ${result.status}`]
          return cause === undefined || cause === 'script-crashed' || cause === 'unexplained'
            ? [`TODO(${number}): without it the cause is ${cause}`]
            : []
        })
      ).flat()
    } finally {
      removeScratch()
    }
  },
}
