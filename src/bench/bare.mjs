/**
 * What the embedded cloud is measured against: a bare node:http server, with what its first argument asks for.
 * `sdk` imports both SDK clients first; `fork` passes each request to a forked child and back.
 */
import { fork } from 'node:child_process'
import { createServer } from 'node:http'

const [kind] = process.argv.slice(2)

if (kind === 'child') {
  const body = JSON.stringify({ statusCode: 200, body: '"Hello"' })
  process.on('message', ({ n }) => process.send({ n, body }))
} else {
  if (kind === 'sdk')
    await Promise.all([import('@aws-sdk/client-api-gateway'), import('@aws-sdk/client-lambda')])
  const child = kind === 'fork' ? fork(import.meta.filename, ['child']) : undefined
  const waiting = new Map()
  let n = 0
  child?.on('message', (answer) => {
    waiting.get(answer.n)?.(answer.body)
    waiting.delete(answer.n)
  })
  const server = createServer(({ method, url, headers }, response) => {
    const end = (body) => response.end(body)
    if (!child) return end('{"message":"ok"}')
    waiting.set(++n, end)
    child.send({ n, method, url, headers })
  })
  server.listen(0, '127.0.0.1', () => console.log(`cloud ready at http://127.0.0.1:${server.address().port}`))
  process.once('SIGTERM', () => process.exit(0))
}
