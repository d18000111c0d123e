import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { StepResult } from '../checker/model.ts'
import { typeCheckAll } from '../checker/typecheck.ts'
import { stepLines } from '../report/terminal.ts'
import { root, type Step, steps } from '../steps.ts'
import type { Runner } from './runner.ts'
import { sideBySide } from './sideBySide.ts'

/** One script of one step, and what has to be said about it. */
export interface Scenario {
  /** 'wrong/08-proxy-left-on': its folder in test/scenarios, with the script, expected.json and golden.txt. */
  readonly name: string
  readonly expected: Expected
}

export interface Expected {
  readonly step: number
  readonly status: StepResult['status']
  /** The first check that fails, without the step's name, and why. */
  readonly check?: string
  readonly cause?: string
  /** Seconds that the script may run; 20 where absent. */
  readonly seconds?: number
}

export interface Played {
  readonly scenario: Scenario
  readonly result: StepResult
  readonly seen: Omit<Expected, 'seconds'>
  /** The terminal's output, without what differs from run to run. */
  readonly output: string
}

type TypeCheck = (file: string) => Promise<string>

const folder = join(root, 'test', 'scenarios')
const fileOf = ({ name }: Scenario, file: string) => join(folder, name, file)

export const readScenarios = (): readonly Scenario[] =>
  ['right', 'wrong'].flatMap((kind) =>
    readdirSync(join(folder, kind))
      .sort()
      .map((name) => ({
        name: `${kind}/${name}`,
        expected: JSON.parse(readFileSync(join(folder, kind, name, 'expected.json'), 'utf8')) as Expected,
      })),
  )

/** Accounts, ids and the place of the script as a learner would see them, the same in every run. */
function steady(result: StepResult, { name }: Scenario): StepResult {
  const text = JSON.stringify(result)
    .replaceAll(`test/scenarios/${name}/`, `steps/${result.name}/`)
    .replace(/\b7\d{11}\b/g, '101101101101')
    .replace(/(:\d{12}:)[a-z0-9]{10}(?=\/)/g, '$1a1b2c3d4e5')
    .replace(/:[a-z0-9]{10}(?=\/\*\/)/g, ':a1b2c3d4e5')
    .replace(/(\/_aws\/execute-api\/)[a-z0-9]{10}(?=\/)/g, '$1a1b2c3d4e5')
    .replace(/\b[a-z0-9]{10}(?=\.execute-api\.)/g, 'a1b2c3d4e5')
    .replace(/( is not )[a-z0-9]{10}(?=\. )/g, '$1a1b2c3d4e5')
    .replace(/127\.0\.0\.1:\d{5}\b/g, '127.0.0.1:PORT')
  return JSON.parse(text) as StepResult
}

function readSeen(result: StepResult): Played['seen'] {
  const explained = result.checks.find(({ cause }) => cause)
  return {
    step: result.step,
    status: result.status,
    check: explained?.id.split('/')[1],
    cause: explained?.cause?.id,
  }
}

/** Runs a scenario's script as its step and reads what was said. */
async function play(scenario: Scenario, runner: Runner, typeCheck: TypeCheck): Promise<Played> {
  const { step: number, seconds = 20 } = scenario.expected
  const step = steps.find((one): one is Step => one.number === number)
  if (!step) throw new Error(`${scenario.name}: there is no step ${number}`)
  const { result } = await runner.run(step, fileOf(scenario, 'index.ts'), {
    timeoutMs: seconds * 1000,
    typeCheck,
  })
  const output = stepLines(steady(result, scenario)).join('\n')
  return { scenario, result, seen: readSeen(result), output: `${stripVTControlCharacters(output)}\n` }
}

/** Plays scenarios side by side. TypeScript looks at all their scripts at once: one by one it would take longer than all else. */
export async function playAll(scenarios: readonly Scenario[], runner: Runner): Promise<readonly Played[]> {
  const complaints = typeCheckAll(scenarios.map((scenario) => fileOf(scenario, 'index.ts')))
  const typeCheck: TypeCheck = async (file) => (await complaints).get(file) ?? ''
  return sideBySide(scenarios, (scenario) => play(scenario, runner, typeCheck))
}

function readGolden(scenario: Scenario): string {
  const file = fileOf(scenario, 'golden.txt')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

export const recordGolden = ({ scenario, output }: Played): void =>
  writeFileSync(fileOf(scenario, 'golden.txt'), output)

/** What is not as expected, in a line each; none where all is. */
export function deviations({ scenario, seen, output }: Played): readonly string[] {
  const { seconds: _, ...expected } = scenario.expected
  const names = ['step', 'status', 'check', 'cause'] as const
  return [
    ...names.flatMap((name) =>
      seen[name] === expected[name] ? [] : [`${name} is ${seen[name]}, not ${expected[name]}`],
    ),
    ...(output === readGolden(scenario) ? [] : ['golden.txt is not what is printed now']),
  ]
}
