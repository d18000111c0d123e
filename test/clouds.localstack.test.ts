import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Clone, makeClone } from './clone.ts'

jest.setTimeout(150_000)

let clone: Clone
beforeAll(() => {
  clone = makeClone()
})
afterAll(() => clone.remove())

const containers = (): readonly string[] =>
  execFileSync(
    'docker',
    ['ps', '-a', '--filter', 'ancestor=localstack/localstack:4.14.0', '--format', '{{.ID}} {{.Names}}'],
    { encoding: 'utf8' },
  )
    .split('\n')
    .filter((line) => line !== '')

/** Containers come and go with a little delay; this waits for a state, up to a deadline. */
async function until(isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`still there: ${containers().join(', ')}`)
    await wait(100)
  }
}

describe('npm run check localstack', () => {
  test('checks the solutions on a LocalStack of its own, 16 of 16, and leaves no container', async () => {
    const before = containers()
    const { code, stdout } = await clone.run(['check', 'solutions', 'localstack'])
    expect(stdout).toContain('16 of 16 steps pass')
    expect(stdout).not.toMatch(/FAIL|skip|ERR/)
    expect(code).toBe(0)
    expect(containers()).toEqual(before)
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('leaves no container after %s', async (signal) => {
    const before = containers()
    const child = clone.start(['check', 'solutions', 'localstack'])
    await until(() => containers().length > before.length)
    await once(child.stdout ?? child, 'data') // the first step is judged: the container is in use
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    await until(() => containers().length === before.length)
    expect(containers()).toEqual(before)
  })
})

test('a LocalStack is found where its port is published, whatever host testcontainers takes', async () => {
  const elsewhere = { TESTCONTAINERS_HOST_OVERRIDE: '192.0.2.1' } // an address that nobody has
  const { code, stdout } = await clone.run(['check', 'solutions', '1', 'localstack'], elsewhere)
  expect(stdout).toContain('1 of 1 step pass')
  expect(code).toBe(0)
})

describe('a LocalStack that goes on', () => {
  test('keeps what step N has made for the next command, and reset cloud removes it', async () => {
    for (const step of [1, 2, 3, 4, 5]) clone.solve(step)
    const first = await clone.run(['step', '4', 'localstack'])
    expect(first.stdout).toContain('from your own scripts: 1-3')
    expect(first.stdout).toContain('Step 4 is done.')
    const second = await clone.run(['step', '5', 'localstack'])
    expect(second.stdout).not.toContain('Put in place')
    expect(second.stdout).toContain('200 "Hello from Lambda!"')
    const again = await clone.run(['step', '4'], { WORKSHOP_CLOUD: 'localstack' })
    expect(again.stdout).toMatch(/CreateRestApi\s+POST \/restapis\s+201/)
    expect(containers().filter((line) => line.includes('api-gateway-101'))).toHaveLength(1)
    await clone.run(['reset', 'cloud', 'localstack'])
    expect(containers().filter((line) => line.includes('api-gateway-101'))).toEqual([])
  })
})

describe('an image that ends while it is starting', () => {
  const image = 'api-gateway-101-test/ends'
  const docker = (...args: readonly string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim()

  /** An image like LocalStack's whose program works for some seconds, prints a line and ends. */
  function makeImage(seconds: number, line: string, code: number): void {
    const id = docker('create', 'localstack/localstack:4.14.0')
    const entry = JSON.stringify(['sh', '-c', `sleep ${seconds}; echo '${line}'; exit ${code}`])
    docker('commit', '--change', `ENTRYPOINT ${entry}`, id, image)
    docker('rm', id)
  }
  afterEach(() => {
    docker('image', 'rm', image)
  })

  test.each([
    [
      0,
      'License activation failed! Set LOCALSTACK_AUTH_TOKEN',
      55,
      'newer LocalStack images want an account',
    ],
    [
      1,
      'License activation failed! Set LOCALSTACK_AUTH_TOKEN',
      55,
      'newer LocalStack images want an account',
    ],
    [0, 'no space in /tmp', 1, 'no space in /tmp'],
    [1, 'no space in /tmp', 1, 'no space in /tmp'],
  ])('after %d s with "%s" is told, with the way on, and removed', async (seconds, line, code, text) => {
    makeImage(seconds, line, code)
    const ran = await clone.run(['check', '1', 'localstack'], { WORKSHOP_LOCALSTACK_IMAGE: image })
    expect(ran.stderr).toContain(text)
    expect(ran.stderr).toContain('in the embedded cloud: leave the word localstack out')
    expect(ran.code).toBe(2)
    expect(docker('ps', '-aq', '--filter', `ancestor=${image}`)).toBe('')
  })
})
