import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Clone, makeClone } from './clone.ts'

jest.setTimeout(120_000)

/** One learner's way from a fresh clone to the end; each test goes on where the one before stopped. */
describe('a learner', () => {
  let clone: Clone
  beforeAll(() => {
    clone = makeClone()
  })
  afterAll(() => clone.remove())

  test('finds all sixteen steps not started in a fresh clone, and is told what to do next', async () => {
    const { code, stdout } = await clone.run(['check'])
    expect(stdout.match(/not started/g)).toHaveLength(16)
    expect(stdout).toContain('0 of 16 steps pass')
    expect(stdout).toContain('Next: read steps/01-lambda-functions/README.md')
    expect(code).toBe(1)
  })

  test('waits for no script that nobody has worked on: it is not run, and its step has one failed check', async () => {
    const starter = clone.read(clone.script(1))
    const changed = `import { writeFileSync } from 'node:fs'\nwriteFileSync('ran', '')\n${starter}`
    const given = clone.script(1).replace('steps/', 'solutions/').replace('index', 'starter')
    for (const file of [given, clone.script(1)]) clone.write(file, changed)
    const { steps } = await clone.report(['1'])
    expect(existsSync(join(clone.folder, 'ran'))).toBe(false)
    expect(steps.map(({ status }) => status)).toEqual(['not-started'])
    const [first, ...others] = steps.flatMap(({ checks }) => checks)
    expect(first).toMatchObject({ status: 'fail', cause: { id: 'not-started', try: 'npm run hint 1' } })
    for (const { status, needs } of others) expect([status, needs]).toEqual(['skip', [first?.title]])
    clone.write(given, starter)
    expect((await clone.report(['1'])).steps.map(({ status }) => status)).toEqual(['failed'])
    expect(existsSync(join(clone.folder, 'ran'))).toBe(true)
    clone.write(clone.script(1), starter)
  })

  test('sees a finished script pass, every check by its name', async () => {
    const { code, stdout } = await clone.run(['check', 'solutions', '4'])
    expect(stdout).toContain('1 of 1 step passes')
    expect(stdout).toContain('pass  its integration is a Lambda proxy')
    expect(stdout).not.toMatch(/FAIL|skip|ERR/)
    expect(code).toBe(0)
  })

  test('is told in a note of a call that nothing waits for, where the step passes all the same', async () => {
    clone.solve(13, (solution) => solution.replace('await apigateway.send(', 'apigateway.send('))
    const { code, stdout } = await clone.run(['check', '13'])
    expect(stdout).toMatch(/note {2}steps\/13-create-resource\/index\.ts:\d+ makes a call/)
    expect(code).toBe(0)
    clone.write(clone.script(13), clone.read(clone.script(13)).replace("pathPart: 'N", "pathPart: 'n"))
    const failed = await clone.run(['check', '13'])
    expect(failed.stdout).toContain('FAIL')
    expect(failed.stdout).not.toMatch(/^ {2}note/m)
    clone.write(clone.script(13), clone.read('solutions/13-create-resource/starter.ts'))
  })

  test('runs a step out of order: what is missing is put in place from the solutions, and it says so', async () => {
    clone.solve(10)
    const { code, stdout } = await clone.run(['step', '10'])
    expect(stdout).toContain('from the solutions, since yours do not pass yet: 1-9')
    expect(stdout).toMatch(/invoke URL\s+GET \/_aws\/execute-api\/\w{10}\/default\/Lambdaexample\s+200/)
    expect(stdout).toContain('200 "Hello from Lambda!"')
    expect(stdout).toContain('Step 10 is done.')
    expect(code).toBe(0)
  })

  test('passes the checks once every script is written', async () => {
    for (let step = 1; step <= 16; step++) clone.solve(step)
    const { code, stdout } = await clone.run(['check'])
    expect(stdout).toContain('16 of 16 steps pass')
    expect(code).toBe(0)
  })

  test('can run a step twice, and the second run does what the first did', async () => {
    const first = await clone.run(['step', '4'])
    const second = await clone.run(['step', '4'])
    expect(first.stdout).toContain('from your own scripts: 1-3')
    for (const { code, stdout } of [first, second]) {
      expect(stdout).toMatch(/CreateRestApi\s+POST \/restapis\s+201/)
      expect(stdout).toContain('Step 4 is done.')
      expect(code).toBe(0)
    }
    expect(second.stdout).toContain('as it was before step 4 again')
  })

  test('finds the cloud as it was left by the command before', async () => {
    const { stdout } = await clone.run(['step', '5'])
    expect(stdout).not.toContain('Put in place')
    expect(stdout).toContain('Step 5 is done.')
  })

  test('loses nothing when a step is killed in the middle', async () => {
    clone.write(clone.script(6), `${clone.read(clone.script(6))}\nsetInterval(() => {}, 1000)\n`)
    const child = clone.start(['step', '6'])
    const output: string[] = []
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => output.push(chunk))
    while (!output.join('').includes('Invoke')) await once(child.stdout ?? child, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    clone.solve(6)
    const { code, stdout, stderr } = await clone.run(['step', '6'])
    expect(stderr).toBe('')
    expect(stdout).not.toContain('Put in place')
    expect(stdout).toContain('Step 6 is done.')
    expect(code).toBe(0)
  })

  test('is told in what order hints come, and gets the file of a step back', async () => {
    const hints = [
      await clone.run(['hint', '8']),
      await clone.run(['hint', '8']),
      await clone.run(['hint', '8']),
    ]
    expect(hints.map(({ stdout }) => /^## Hint (\d)/.exec(stdout)?.[1])).toEqual(['1', '2', '3'])
    const mine = clone.read(clone.script(8))
    const { stdout } = await clone.run(['reset', '8'])
    const kept = /kept as (\S+)/.exec(stdout)?.[1] ?? ''
    expect(clone.read(kept)).toBe(mine)
    expect(clone.read(clone.script(8))).toContain('TODO(8.1)')
  })

  test('is told when an earlier step did what leaves a later one no way to pass, though that is right', async () => {
    const early = `import { PutMethodCommand } from '@aws-sdk/client-api-gateway'
await apigateway.send(new PutMethodCommand({ restApiId, resourceId: resource.id, httpMethod: 'GET', authorizationType: 'NONE' }))\n`
    clone.write(clone.script(13), `${clone.read(clone.script(13))}${early}`)
    expect((await clone.run(['step', '13'])).code).toBe(0)
    const { code, stdout } = await clone.run(['step', '14'])
    expect(stdout).toContain('Method already exists for this resource')
    expect(stdout).toContain('This script is right: npm run check 14 passes. An earlier one of yours')
    expect(code).toBe(1)
    clone.solve(13)
  })

  test('empties the cloud by one command', async () => {
    expect((await clone.run(['reset', 'cloud'])).code).toBe(0)
    expect((await clone.run(['step', '1'])).stdout).toContain('Functions: 0')
    expect((await clone.run(['list'])).stdout).toMatch(/✓\s+1 {2}/)
  })
})
