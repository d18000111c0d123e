import { existsSync, readFileSync } from 'node:fs'
import { type Step, starterFile } from '../steps.ts'

/** A script without its comments and line breaks: what is left is what runs. */
const codeOf = (file: string) =>
  readFileSync(file, 'utf8')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/\s+/g, '')

/** Whether a script does just what it did when it was given to the learner. */
export const isAsGiven = (step: Step, file: string): boolean =>
  existsSync(file) && codeOf(file) === codeOf(starterFile(step))
