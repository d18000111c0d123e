import inquirer from 'inquirer'
import { texts } from '../i18n/index.ts'
import { readTitle, type Step, steps } from '../steps.ts'
import { exitCodes } from './words.ts'

type Choice = 'step' | 'check' | 'hint' | 'choose' | 'all' | 'list' | 'quit'

const { menu } = texts

async function choose(step: Step): Promise<Choice> {
  const { choice } = await inquirer.prompt<{ choice: Choice }>([
    {
      type: 'select',
      name: 'choice',
      message: menu.heading(step.number, readTitle(step)),
      choices: [
        { name: menu.step(step.number), value: 'step' },
        { name: menu.check(step.number), value: 'check' },
        { name: menu.hint(step.number), value: 'hint' },
        { name: menu.choose, value: 'choose' },
        { name: menu.all, value: 'all' },
        { name: menu.list, value: 'list' },
        { name: menu.quit, value: 'quit' },
      ],
    },
  ])
  return choice
}

async function chooseStep(current: Step): Promise<Step> {
  const { number } = await inquirer.prompt<{ number: number }>([
    {
      type: 'select',
      name: 'number',
      message: menu.which,
      default: current.number,
      pageSize: steps.length,
      choices: steps.map((step) => ({ name: `${step.number}  ${readTitle(step)}`, value: step.number })),
    },
  ])
  return steps.find((step) => step.number === number) ?? current
}

type Act = (step: Step, cloud: readonly string[]) => Promise<number>

/** Commands as if typed: what they print and how they end is the same. */
const commands: Readonly<Record<Exclude<Choice, 'choose' | 'quit'>, Act>> = {
  step: async ({ number }, cloud) => (await import('./step.ts')).run([`${number}`, ...cloud]),
  check: async ({ number }, cloud) => (await import('./check.ts')).run([`${number}`, ...cloud]),
  hint: async ({ number }) => (await import('./hint.ts')).run([`${number}`]),
  all: async (_step, cloud) => (await import('./check.ts')).run(cloud),
  list: async () => (await import('./list.ts')).run(),
}

/** Ctrl-C at a question is how one leaves a menu. */
const isLeft = (error: unknown) => error instanceof Error && error.name === 'ExitPromptError'

/** Asks until the learner quits; `cloud` is the word that names the cloud, if one was given. After a step that passes, the next one that is open is offered. */
export async function runMenu(nextStep: () => Step | undefined, cloud: readonly string[]): Promise<number> {
  let step = nextStep() ?? steps[0]
  try {
    while (step) {
      const choice = await choose(step)
      if (choice === 'quit') break
      if (choice === 'choose') step = await chooseStep(step)
      else {
        const code = await commands[choice](step, cloud)
        console.log('')
        if (choice === 'step' && code === exitCodes.pass) step = nextStep() ?? step
      }
    }
  } catch (error) {
    if (!isLeft(error)) throw error
  }
  return exitCodes.pass
}
