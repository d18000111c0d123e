import type { Script } from './script.ts'

/** Functions of the SDK and of the toolbox that give a promise. */
const call = /(?<![\w.])(?:\w+\.send|waitUntil\w+|findRestApi|findResource|fetch)\(/g
/** What stands before a call that is a statement of its own, or the whole value of a variable. */
const statementStart = /^\s*(?:(?:const|let|var)\s+([^=]+?)\s*=\s*)?$/
/** A line that ends like this goes on: what follows is a part of it. */
const goesOn = /(?:[[(,=?:&|]|=>|\bawait|\breturn)$/

/** Comments blanked out, so that places stay what they are. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '))

/** The text after the bracket that closes the one at `open`. */
function afterBracket(text: string, open: number): string {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) return text.slice(i + 1)
  }
  return ''
}

/** Waited for later: by its name, or with others by Promise.all and the like. */
const isWaitedFor = (name: string, rest: string) =>
  /^\w+$/.test(name) &&
  new RegExp(`\\bawait ${name}\\b(?!\\s*[.[])|Promise\\.\\w+\\([^)]*\\b${name}\\b|\\b${name}\\.then\\b`).test(
    rest,
  )

/** The line of a promise that nothing waits for, from 1; undefined where there is none. */
export function findUnawaited({ lines }: Script): number | undefined {
  const text = withoutComments(lines.join('\n'))
  for (const { 0: found, index } of text.matchAll(call)) {
    const lineStart = text.lastIndexOf('\n', index) + 1
    const statement = statementStart.exec(text.slice(lineStart, index))
    if (!statement || goesOn.test(text.slice(0, lineStart).trimEnd())) continue
    const rest = afterBracket(text, index + found.length - 1)
    if (/^\s*\./.test(rest) || isWaitedFor(statement[1] ?? '', rest)) continue
    return text.slice(0, index).split('\n').length
  }
  return undefined
}
