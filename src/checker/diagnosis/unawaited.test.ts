import { describe, expect, test } from '@jest/globals'
import { findUnawaited } from './unawaited.ts'

const lineIn = (text: string) => findUnawaited({ file: 'steps/x/index.ts', lines: text.split('\n') })

describe('a promise that nothing waits for', () => {
  test.each([
    ['a call alone', 'lambda.send(command)', 1],
    ['a value', '\nconst answer = lambda.send(command)\nconsole.log(answer.Payload)', 2],
    ['members of a value', "const { id } = findRestApi(apigateway, 'x')", 1],
    ['a call over many lines', 'apigateway.send(\n  new PutMethodCommand({\n    restApiId,\n  }),\n)', 1],
    [
      'one beside others that are waited for',
      'const one = lambda.send(a)\nawait Promise.all([ask()])\nconsole.log(one.Payload)',
      1,
    ],
    ['an answer whose members alone are waited for', 'const r = fetch(url)\nawait r.text()', 1],
  ])('%s', (_what, text, line) => {
    expect(lineIn(text)).toBe(line)
  })
})

describe('no such promise is seen in', () => {
  test.each([
    ['a call that is waited for', 'const answer = await lambda.send(command)'],
    ['one that is waited for later', 'const sent = lambda.send(command)\nawait sent'],
    ['several at once', 'await Promise.all([\n  lambda.send(a),\n  lambda.send(b),\n])'],
    [
      'several by their names',
      'const a = lambda.send(x)\nconst b = lambda.send(y)\nawait Promise.all([a, b])',
    ],
    ['one of a type', 'const sent: Promise<unknown> = lambda.send(command)\nawait sent'],
    ['one whose errors are looked at', 'const sent = lambda.send(command)\nawait sent.catch(print)'],
    ['one beside a call', 'const sent = lambda.send(command)\nawait Promise.all([ask(1), sent])'],
    ['one with a callback', 'lambda.send(command, (error, answer) => print(answer))'],
    ['the source of a handler', "const source = `\n  const answer = fetch('x')\n`"],
    ['a chain', 'lambda.send(command).then(print)'],
    ['a chain over lines', 'lambda\n  .send(command)\n  .then(print)'],
    ['a function that gives it on', 'const ask = () =>\n  lambda.send(command)\nawait ask()'],
    ['a returned one', 'function ask() {\n  return lambda.send(command)\n}'],
    ['a comment', '// lambda.send(command)\n/*\nlambda.send(command)\n*/'],
  ])('%s', (_what, text) => {
    expect(lineIn(text)).toBeUndefined()
  })
})
