import type { Script } from './script.ts'

/** Functions of the SDK and of the toolbox that give a promise. */
const call = /(?<![\w.])(?:\w+\.send|waitUntil\w+|findRestApi|findResource|fetch)\(/g
/** What stands before a call that is a statement of its own, or the whole value of a variable. */
const statementStart = /^\s*(?:(?:const|let|var)\s+([^=]+?)\s*=\s*)?$/
/** A line that ends like this goes on: what follows is a part of it. */
const goesOn = /(?:[[(,=?:&|]|=>|\bawait|\breturn)$/

/** Comments and the text of templates blanked out, so that places stay what they are: a handler's source is one. */
const codeOf = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$|`(?:\\[\s\S]|[^`\\])*`/gm, (other) =>
    other.replace(/[^\n`]/g, ' '),
  )

/** The text after the bracket that closes the one at `open`. */
function afterBracket(text: string, open: number): string {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')' && --depth === 0) return text.slice(i + 1)
  }
  return ''
}

/** What stands between the bracket at `open` and the one that closes it. */
const inBrackets = (text: string, open: number) =>
  text.slice(open, text.length - afterBracket(text, open).length)

/** Waited for later: by its name, or with others by Promise.all and the like. `target`: a name, with its type if it has one. */
function isWaitedFor(target: string, rest: string): boolean {
  const name = /^(\w+)\s*(?::.*)?$/.exec(target)?.[1]
  if (name === undefined) return false
  const named = new RegExp(`\\b${name}\\b`)
  return (
    new RegExp(`\\bawait ${name}\\b(?!\\s*[.[])|\\b${name}\\.(?:then|catch|finally)\\b`).test(rest) ||
    [...rest.matchAll(/Promise\.\w+\(/g)].some(({ 0: found, index }) =>
      named.test(inBrackets(rest, index + found.length - 1)),
    )
  )
}

/** The line of a promise that nothing waits for, from 1; undefined where there is none. */
export function findUnawaited({ lines }: Script): number | undefined {
  const text = codeOf(lines.join('\n'))
  for (const { 0: found, index } of text.matchAll(call)) {
    const lineStart = text.lastIndexOf('\n', index) + 1
    const statement = statementStart.exec(text.slice(lineStart, index))
    if (!statement || goesOn.test(text.slice(0, lineStart).trimEnd())) continue
    const open = index + found.length - 1
    const rest = afterBracket(text, open)
    const hasCallback = /=>|\bfunction\b/.test(inBrackets(text, open))
    if (hasCallback || /^\s*\./.test(rest) || isWaitedFor(statement[1] ?? '', rest)) continue
    return text.slice(0, index).split('\n').length
  }
  return undefined
}
