import type { Block } from './documents.ts'

/** What differs from run to run: how a page shows it, and what a script may print instead. */
const different: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{4,}…/, '[0-9a-f-]{36}'],
  [/…/, '.*'],
  [/127\.0\.0\.1:(?:\d+|PORT)/, '127\\.0\\.0\\.1:\\d+'],
  [/\b\d{12}\b/, '\\d{12}'],
  [/\b\d+(?:\.\d+)?(?= (?:ms|MB)\b)/, '[\\d.]+'],
  [/\b(?=[a-z]*\d)[a-z0-9]{10}\b/, '[a-z0-9]{10}'],
  [/\b(?=[a-z]*\d)[a-z0-9]{6}\b/, '[a-z0-9]{6}'],
]

/** Each of them in a group of its own, so that a match tells which one it is. */
const anyOfThem = new RegExp(different.map(([shown]) => `(${shown.source})`).join('|'))

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

/** A line of a page as a pattern of what a script prints. */
function patternOf(line: string): string {
  const match = anyOfThem.exec(line)
  if (!match) return literally(line)
  const which = match.slice(1).findIndex((group) => group !== undefined)
  const rest = line.slice(match.index + match[0].length)
  return literally(line.slice(0, match.index)) + (different[which]?.[1] ?? '') + patternOf(rest)
}

/** Lines of a block that shows what a script prints which the script does not print. */
export function unprinted({ text, document }: Block, printed: string): readonly string[] {
  const found = printed.split('\n').map((line) => line.trim())
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '…')
    .filter((line) => {
      const pattern = new RegExp(`^${patternOf(line)}$`)
      return !found.some((other) => pattern.test(other))
    })
    .map((line) => `${document.file}: the script does not print "${line}"`)
}

/** Blocks of a step's page that follow words like "your script prints:". */
export const isPrinted = ({ language, before, document }: Block) =>
  language === 'text' && /\b(prints|shows|printed)\b.*:$/.test(before) && document.step !== undefined
