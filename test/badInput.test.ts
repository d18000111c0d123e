import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Cause } from '../src/checker/model.ts'
import { type Clone, makeClone } from './clone.ts'

jest.setTimeout(120_000)

let clone: Clone
beforeAll(() => {
  clone = makeClone()
})
afterAll(async () => {
  await clone.remove()
  rmSync(dirname(marker), { recursive: true })
})

describe('words that cannot be understood end in one line and exit code 64', () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['step', '0'], 'There is no step 0.'],
    [['step', '17'], 'There is no step 17.'],
    [['step', 'x'], 'There is no step x.'],
    [['step'], 'Which step?'],
    [['step', '1', '2'], 'does not know the word "2"'],
    [['check', '0'], 'There is no step 0.'],
    [['check', '4-17'], 'There is no step 17.'],
    [['check', 'x'], 'There is no step x.'],
    [['check', 'everything'], 'does not know the word "everything"'],
    [['start', 'everything'], 'does not know the word "everything"'],
    [['cloud', 'x'], '"x" is no port.'],
    [['cloud', '65536'], '"65536" is no port.'],
    [['reset'], 'npm run reset cloud'],
    [['hint', '99'], 'There is no step 99.'],
  ]
  test.each(cases)('%j', async (words, text) => {
    const { code, stdout, stderr } = await clone.run(words)
    expect(stderr).toContain(text)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stdout).toBe('')
    expect(code).toBe(64)
  })

  test('an unknown command lists those that there are', async () => {
    const { code, stderr } = await clone.run(['chekc'])
    expect(stderr).toContain('There is no command "chekc"')
    expect(stderr).toContain('npm run check solutions')
    expect(code).toBe(64)
  })
})

test('a range that is written from its end is the same range', async () => {
  const { steps } = await clone.report(['3-2'])
  expect(steps.map(({ step }) => step)).toEqual([2, 3])
})

test('a command whose reader goes away ends as it would have, without a word', async () => {
  const child = clone.start(['check'])
  child.stdout?.destroy()
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  const [code] = await once(child, 'close')
  expect([code, said]).toEqual([1, ''])
})

/** A script for each step: how it is wrong, and the cause that has to be named. */
const marker = join(mkdtempSync(join(tmpdir(), 'marker-')), 'alive')
const scripts: Readonly<
  Record<
    number,
    { readonly is: string; script(solution: string): string; readonly cause: string; readonly says?: string }
  >
> = {
  1: {
    is: 'has a syntax error',
    script: (solution) => `${solution}\nconst = 3\n`,
    cause: 'type-error',
    says: 'error TS',
  },
  2: {
    is: 'has a type error',
    script: (solution) => `${solution.replace("'Lambdaexample'", '5')}`,
    cause: 'type-error',
    says: "Type 'number' is not assignable to type 'string'",
  },
  3: {
    is: 'throws',
    script: () => "throw new RangeError('no such luck')\n",
    cause: 'script-crashed',
    says: 'RangeError: no such luck',
  },
  4: {
    is: 'never ends',
    script: (solution) => `${solution}\nsetInterval(() => {}, 1000)\n`,
    cause: 'script-timeout',
  },
  5: {
    is: 'never ends and has started another process',
    script: (solution) =>
      `import { spawn } from 'node:child_process'\nimport { writeFileSync } from 'node:fs'\nconst child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])\nwriteFileSync(${JSON.stringify(marker)}, String(child.pid))\n${solution}`,
    cause: 'script-timeout',
  },
  6: {
    is: 'prints a gigabyte',
    script: () =>
      "const line = 'x'.repeat(2 ** 20)\nfor (let i = 0; i < 1024; i++) process.stdout.write(line)\n",
    cause: 'call-not-seen',
  },
  7: {
    is: 'prints that everything passed',
    script: () => "console.log('16 of 16 steps pass')\nconsole.log('Step 7 · The method GET   passed')\n",
    cause: 'call-not-seen',
  },
  8: {
    is: 'ends itself with exit code 0 first',
    script: (solution) => solution.replace(/\nconst lambda/, '\nprocess.exit(0)\nconst lambda'),
    cause: 'call-not-seen',
  },
  9: {
    is: 'never awaits its calls',
    script: (solution) => solution.replaceAll('await ', ''),
    cause: 'missing-await',
  },
  11: {
    is: 'uses an id from another run',
    script: (solution) =>
      solution.replace(/const \{ id: restApiId \} = .*\n/, "const restApiId = 'a1b2c3d4e5'\n"),
    cause: 'hard-coded-id',
    says: 'a1b2c3d4e5',
  },
  12: {
    is: 'points at another region',
    script: (solution) =>
      solution.replace('new APIGatewayClient({})', "new APIGatewayClient({ region: 'eu-west-1' })"),
    cause: 'wrong-region',
    says: 'eu-west-1',
  },
  13: {
    is: 'points at the real AWS',
    script: (solution) =>
      solution.replace(
        'new APIGatewayClient({})',
        "new APIGatewayClient({ endpoint: 'https://apigateway.us-east-1.amazonaws.com' })",
      ),
    cause: 'wrong-endpoint',
    says: 'apigateway.us-east-1.amazonaws.com',
  },
  14: {
    is: 'asks for the user’s own keys',
    script: () =>
      "const { AWS_PROFILE, AWS_SESSION_TOKEN } = process.env\nif (AWS_PROFILE || AWS_SESSION_TOKEN) throw new Error('I have your keys')\n",
    cause: 'call-not-seen',
  },
  15: {
    is: 'is a zip that is no zip',
    script: () =>
      "import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'\nawait new LambdaClient({}).send(new CreateFunctionCommand({ FunctionName: 'other', Runtime: 'nodejs22.x', Handler: 'index.handler', Role: 'arn:aws:iam::000000000000:role/r', Code: { ZipFile: new TextEncoder().encode('no zip') } }))\n",
    cause: 'bad-zip',
  },
}

describe('a script that', () => {
  const causes = new Map<number, Cause | undefined>()
  const statuses = new Map<number, string>()
  beforeAll(async () => {
    for (const [step, { script }] of Object.entries(scripts)) clone.solve(Number(step), script)
    const env = { AWS_PROFILE: 'mine', AWS_SESSION_TOKEN: 'secret' }
    const reports = [
      await clone.report(['4-5'], { ...env, WORKSHOP_TIMEOUT: '5' }), // these never end; the others take what they need
      await clone.report(['1-3', '6-16'], env),
    ]
    for (const { step, status, checks } of reports.flatMap(({ steps }) => steps)) {
      causes.set(step, checks.find(({ cause }) => cause)?.cause)
      statuses.set(step, status)
    }
  })

  test.each(
    Object.entries(scripts).map(
      ([step, { is, cause, says = '' }]) => [is, Number(step), cause, says] as const,
    ),
  )('%s fails (step %i) because of %s', (_is, step, cause, says) => {
    expect(statuses.get(step)).toBe('failed')
    expect(causes.get(step)).toMatchObject({ id: cause, text: expect.stringContaining(says) })
  })

  test('does not touch the verdict of its neighbours', () => {
    expect(statuses.get(10)).toBe('not-started')
    expect(statuses.get(16)).toBe('not-started')
  })

  test('starts other processes has them ended with it', () => {
    const pid = Number(readFileSync(marker, 'utf8'))
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})

describe('trouble with this machine ends in one line and exit code 2', () => {
  test('a script that is missing', async () => {
    const file = join(clone.folder, clone.script(16))
    rmSync(file)
    const { code, stderr } = await clone.run(['check', '16'])
    expect(stderr).toBe(`${clone.script(16)} is missing. Get it back with: npm run reset 16\n`)
    expect(code).toBe(2)
    await clone.run(['reset', '16'])
    expect(existsSync(file)).toBe(true)
  })

  test('a step whose folder is missing', async () => {
    const other = makeClone()
    rmSync(join(other.folder, dirname(other.script(7))), { recursive: true })
    const { code, stderr } = await other.run(['step', '7'])
    expect(stderr).toBe(`${other.script(7)} is missing. Get it back with: npm run reset 7\n`)
    expect(code).toBe(2)
    expect((await other.run(['reset', '7'])).stdout).toContain('is back, as it was given')
    expect((await other.run(['check', '7'])).stdout).toContain('not started')
    await other.remove()
  })

  test('a .workshop that cannot be written', async () => {
    const other = makeClone()
    other.write('.workshop', 'a file, and no folder')
    const { code, stderr } = await other.run(['step', '1'])
    expect(stderr).toMatch(/^.*\.workshop.* cannot be written\. .*\n$/)
    expect(code).toBe(2)
    await other.remove()
  })

  test('packages that are not installed', async () => {
    const other = makeClone()
    rmSync(join(other.folder, 'node_modules'))
    const { code, stderr } = await other.run(['check'])
    expect(stderr).toBe('The packages are not installed yet. Run: npm ci\n')
    expect(code).toBe(2)
    await other.remove()
  })
})
