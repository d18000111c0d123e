import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export interface Step {
  readonly number: number
  /** '08-proxy-off': the folder under steps/ and solutions/, the file under checks/. */
  readonly name: string
}

/** Every step there is: one for each file in checks/. */
export const steps: readonly Step[] = readdirSync(join(root, 'checks'))
  .flatMap((file) => {
    const [, name, number] = /^((\d\d)-[a-z0-9-]+)\.ts$/.exec(file) ?? []
    return name === undefined ? [] : [{ number: Number(number), name }]
  })
  .sort((a, b) => a.number - b.number)

/** Whose script of a step: the learner's own or the finished one. */
export type Source = 'steps' | 'solutions'

export const scriptFile = (step: Pick<Step, 'name'>, source: Source) =>
  join(root, source, step.name, 'index.ts')
export const pageFile = (step: Step, file: 'README.md' | 'hints.md') => join(root, 'steps', step.name, file)

/** The title of a step's page: `# Step 8 · Turn the Lambda proxy off` without its number; its name where the page is gone. */
export function readTitle(step: Step): string {
  const page = pageFile(step, 'README.md')
  if (!existsSync(page)) return step.name
  const heading = readFileSync(page, 'utf8').split(/\r?\n/, 1)[0] ?? ''
  return heading.replace(/^# Step \d+ · /, '')
}

/** A step's script as it is given to learners, for `npm run reset N`. */
export const starterFile = (step: Step) => join(root, 'solutions', step.name, 'starter.ts')
