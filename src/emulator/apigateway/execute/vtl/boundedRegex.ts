import { type Context, createContext, runInContext } from 'node:vm'
import { remember } from '../../../remember.ts'
import { ecmaRegex, javaRegex } from '../../javaRegex.ts'
import { TemplateError } from './values.ts'

// JavaScript's regular expressions backtrack without limit, and Node can end only what runs in a script of its own.
// That costs a tenth of a millisecond, so an expression that cannot take long is run as it is.

const sandbox = { work: () => {} }
/** Made when it is first needed: the cloud starts faster without. */
let context: Context | undefined

/**
 * Milliseconds that the expressions of one turn of the event loop may take, those of a whole template. By the clock,
 * so it leaves room for a machine that is busy with something else.
 */
const longest = 1000
let spent = 0

/** A quantifier on a group, a back reference or a look around: time may grow with any power. */
const isNested = (source: string) => /\)[*+{?]|\\[1-9]|\(\?[=!<]/.test(source)
const choices = (source: string) => source.replaceAll('(?:', '(').match(/[*+{?|]/g)?.length ?? 0
const isQuick = ({ source }: RegExp, length: number) =>
  !isNested(source) && (length + 1) ** (choices(source) + 1) < 1_000_000

function inTime<T>(work: () => T): T {
  let result: { readonly value: T } | undefined
  const started = performance.now()
  if (spent === 0) setImmediate(() => (spent = 0))
  try {
    context ??= createContext(sandbox)
    sandbox.work = () => {
      result = { value: work() }
    }
    runInContext('work()', context, { timeout: Math.max(1, longest - Math.floor(spent)) })
  } catch {
    result = undefined // ended, or out of stack
  }
  spent += performance.now() - started
  if (!result) throw new TemplateError('A regular expression takes too long')
  return result.value
}

/** Runs an expression over a text of this length; throws TemplateError where that takes too long. */
export const runRegex = <T>(regex: RegExp, length: number, work: () => T): T =>
  isQuick(regex, length) ? work() : inTime(work)

/** Expressions that are used over and over, by pattern; null where it is none. */
const somewhere = remember((pattern) => ecmaRegex(pattern) ?? null)
const whole = remember((pattern) => javaRegex(pattern, '', true) ?? null)

const test = (regex: RegExp | null, text: string): boolean =>
  regex !== null && runRegex(regex, text.length, () => regex.test(text))

/**
 * Whether a pattern covers a text from end to end, as Java's `matches`; `.` does not match a line end.
 * Throws TemplateError where it takes too long.
 */
export const matchesWhole = (pattern: string, text: string): boolean => test(whole(pattern), text)

/** Whether a schema's pattern, which is none of Java's, fits some part of a text. Throws as matchesWhole. */
export const matchesSomewhere = (pattern: string, text: string): boolean => test(somewhere(pattern), text)
