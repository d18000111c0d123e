import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { explainDocker } from '../src/cloud/dockerTrouble.ts'
import { type Clone, makeClone } from './clone.ts'
import { type DockerAnswers, startFakeDocker } from './fakeDocker.ts'

jest.setTimeout(60_000)

let clone: Clone
beforeAll(() => {
  clone = makeClone()
})
afterAll(() => clone.remove())

/** `npm run check 1 localstack` with another Docker than this machine's. */
async function check(env: Readonly<Record<string, string>>) {
  const { code, stdout, stderr } = await clone.run(['check', 'solutions', '1', 'localstack'], env)
  expect(stdout).toBe('')
  expect(code).toBe(2)
  expect(stderr).toContain('in the embedded cloud: leave the word localstack out')
  return stderr
}

const withDocker = async (answers: DockerAnswers) => {
  const docker = await startFakeDocker(answers)
  return check({ DOCKER_HOST: docker.host }).finally(docker.close)
}

const serverError = (message: string) => ({ status: 500, json: { message } })
const hasImage: DockerAnswers = {
  'GET /images/json': { status: 200, json: [{ Id: 'sha256:1', RepoTags: ['localstack/localstack:4.14.0'] }] },
  'GET /images/localstack/localstack:4.14.0/json': { status: 200, json: { Id: 'sha256:1', Config: {} } },
}

describe('trouble with Docker says what is wrong and what to do, and fails no step', () => {
  test('a DOCKER_HOST elsewhere does not answer', async () => {
    const text = await check({ DOCKER_HOST: 'tcp://docker.invalid:2375' })
    expect(text).toContain('DOCKER_HOST names tcp://docker.invalid:2375, which does not answer. Unset it')
  })

  test('the image is not here and cannot be pulled', async () => {
    const text = await withDocker({
      'POST /images/create': serverError(
        'Get "https://registry.invalid/v2/": dial tcp: lookup registry.invalid: no such host',
      ),
    })
    expect(text).toContain('The image localstack/localstack:4.14.0 is not here and could not be pulled')
    expect(text).toContain('docker pull localstack/localstack:4.14.0')
  })

  test('the disk is full', async () => {
    const text = await withDocker({
      ...hasImage,
      'POST /containers/create': serverError('write /var/lib/docker/tmp/x: no space left on device'),
    })
    expect(text).toContain('docker system prune')
  })

  test('a port is taken', async () => {
    const text = await withDocker({
      ...hasImage,
      'POST /containers/create': { status: 201, json: { Id: 'c1', Warnings: [] } },
      'POST /containers/c1/start': serverError(
        'driver failed programming external connectivity: Bind for 0.0.0.0:4566 failed: port is already allocated',
      ),
    })
    expect(text).toContain('Docker could not have the port')
  })
})

describe('an error of Docker is told', () => {
  const image = 'localstack/localstack:4.14.0'
  const told = (message: string) => explainDocker(new Error(message), image).message

  test.each([
    ['Could not find a working container runtime strategy', 'no Docker answers at'],
    ['connect EACCES /var/run/docker.sock', 'you have no right to use it'],
    ['Failed to connect to Reaper: ryuk did not answer', 'TESTCONTAINERS_RYUK_DISABLED=true'],
    ['Log message "Ready" not received after 120000ms', 'was not ready after 120 s'],
    ['something that nobody has seen before', 'something that nobody has seen before'],
  ])('%s', (message, text) => {
    expect(told(message)).toContain(text)
  })

  test('a socket that is closed to this user, which testcontainers takes for none', () => {
    const error = new Error('Could not find a working container runtime strategy')
    const { message } = explainDocker(error, image, { forbidden: true })
    expect(message).toContain('you have no right to use it. On Linux: sudo usermod -aG docker $USER')
  })

  test('the image of Ryuk cannot be had, where that of LocalStack is here', () => {
    const error = new Error('(HTTP code 500) server error - Get "https://registry.invalid/v2/": no such host')
    const { message } = explainDocker(error, image, { hasImage: true })
    expect(message).toContain('testcontainers could not start its helper Ryuk')
  })

  test('a container that ended while starting, by the last lines of its log', () => {
    const error = explainDocker(new Error('Timed out'), image, {
      ended: { exitCode: 1, log: 'Traceback: no memory' },
    })
    expect(error.message).toContain('Traceback: no memory')
  })
})
