import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { type Clone, makeClone } from './clone.ts'

jest.setTimeout(300_000)

const name = '17-default-again'

const check = `import type { Check } from '../src/checker/model.ts'
import { handlerAnswer, names } from '../src/checker/subjects.ts'
import { urlAnswers } from '../src/checker/verdicts/answered.ts'

const answer = { status: 200, body: JSON.stringify(handlerAnswer) }

export const checks: readonly Check[] = [
  {
    id: 'url-answers',
    title: 'GET /default/Netflixapigw101 answers 200 too',
    judge: (e) => urlAnswers(e, 'default', names.second, answer),
  },
]
`

const solution = `// Step 17 · Deploy to the stage default as well.
import { APIGatewayClient, CreateDeploymentCommand } from '@aws-sdk/client-api-gateway'
import { findRestApi } from '../../src/toolbox.ts'

const apigateway = new APIGatewayClient({})
const { id: restApiId } = await findRestApi(apigateway, 'Lambdaexample-API')

// (17.1) The snapshot of \`default\` is older than /Netflixapigw101.
await apigateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'default' }))

console.log('done')
`

const starter = solution.replace(
  /^\/\/ \(17\.1\)[\s\S]*?\n\n/m,
  '// TODO(17.1): Deploy the API to the stage `default`.\n\n',
)

const page = `# Step 17 · Deploy to default as well

${['What you will have', 'In the console', 'Ideas', 'Do it', 'How you know it worked', 'Read on']
  .map((section) => `## ${section}\n\nYour script prints:\n\n\`\`\`text\ndone\n\`\`\`\n`)
  .join('\n')}`

const hints = [1, 2, 3].map((n) => `## Hint ${n} · So\n\nDeploy.\n`).join('\n')

describe('a step 17 that is a folder, a check and a solution, and nothing else', () => {
  let clone: Clone
  const folder = `steps/${name}`
  beforeAll(() => {
    clone = makeClone()
    for (const made of [folder, `solutions/${name}`]) mkdirSync(join(clone.folder, made), { recursive: true })
    clone.write(`checks/${name}.ts`, check)
    clone.write(`solutions/${name}/index.ts`, solution)
    clone.write(`solutions/${name}/starter.ts`, starter)
    clone.write(`${folder}/index.ts`, starter)
    // A page in each language that the others have.
    for (const file of readdirSync(join(clone.folder, 'steps', '16-prod-stage')))
      if (file.startsWith('README')) clone.write(`${folder}/${file}`, page)
      else if (file.startsWith('hints')) clone.write(`${folder}/${file}`, hints)
  })
  afterAll(() => clone.remove())

  test('is known to every command', async () => {
    expect((await clone.run(['list'])).stdout).toContain('17  Deploy to default as well')
    expect((await clone.run(['hint', '17'])).stdout).toContain('Hint 1')
  })

  test('passes with its solution, and its own sentence is shown', async () => {
    const { code, stdout } = await clone.run(['check', 'solutions', '17'])
    expect(stdout).toContain('pass  GET /default/Netflixapigw101 answers 200 too')
    expect(code).toBe(0)
  })

  test('is explained when it fails, though no diagnosis knows it', async () => {
    clone.write(`${folder}/index.ts`, solution.replace("stageName: 'default'", "stageName: 'Default'"))
    const { code, stdout } = await clone.run(['check', '17'])
    expect(stdout).toContain('The stage is Default, not default.')
    expect(stdout).toContain(`look      ${folder}/index.ts:9`)
    expect(code).toBe(1)
    clone.write(`${folder}/index.ts`, starter)
  })

  test('keeps all nine promises of npm run verify', async () => {
    const { code, stdout } = await clone.run(['verify', '17'])
    expect(stdout).not.toContain('FAIL')
    expect(stdout.match(/^ {2}pass {2}[①-⑨]/gm)).toHaveLength(9)
    expect(code).toBe(0)
  })

  test('breaks a promise, and exit code 1 says so, when a scenario of it is told wrongly', async () => {
    const scenario = `test/scenarios/wrong/${name}`
    mkdirSync(join(clone.folder, scenario), { recursive: true })
    clone.write(`${scenario}/index.ts`, solution)
    const expected = { step: 17, status: 'failed', check: 'url-answers', cause: 'wrong-stage' }
    clone.write(`${scenario}/expected.json`, JSON.stringify(expected))
    const { code, stdout } = await clone.run(['verify', 'record', '17'])
    expect(stdout).toContain(`wrong/${name}: status is passed, not failed`)
    expect(code).toBe(1)
  })
})
