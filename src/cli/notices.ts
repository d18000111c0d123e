import { relative } from 'node:path'
import type { Notices } from '../cloud/learnerCloud.ts'
import type { Progress } from '../cloud/open.ts'
import { texts } from '../i18n/index.ts'
import { root } from '../steps.ts'

/** What has to be said about the learner's cloud goes to stderr, beside a command's own output. */
export const notices: Notices = {
  waiting: (what) => console.error(texts.commands.waiting(what)),
  setAside: (file, copy) =>
    console.error(texts.commands.setAside(relative(root, file), relative(root, copy))),
}

/** A person is asked where one can answer; elsewhere WORKSHOP_CONFIRM=yes stands for the answer. */
async function confirm(lines: readonly string[]): Promise<boolean> {
  for (const line of lines) console.error(line)
  if (process.env.WORKSHOP_CONFIRM === 'yes') return true
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    console.error(texts.aws.notAsked)
    return false
  }
  const { default: inquirer } = await import('inquirer')
  const { yes } = await inquirer.prompt<{ yes: boolean }>([
    { type: 'confirm', name: 'yes', message: texts.aws.question, default: false },
  ])
  return yes
}

export const progress: Progress = {
  starting: (what, seconds) => console.error(texts.trouble.starting(what, seconds)),
  confirm,
}
