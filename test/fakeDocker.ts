import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers of a Docker daemon by verb and path; what is not named is 404. */
export type DockerAnswers = Readonly<
  Record<string, { readonly status: number; readonly json: unknown } | undefined>
>

export interface FakeDocker {
  /** For DOCKER_HOST. */
  readonly host: string
  close(): Promise<void>
}

const healthy: DockerAnswers = {
  'GET /info': {
    status: 200,
    json: {
      ServerVersion: '27.0',
      OperatingSystem: 'Linux',
      OSType: 'linux',
      Architecture: 'x86_64',
      IndexServerAddress: 'https://index.docker.io/v1/',
    },
  },
  'GET /_ping': { status: 200, json: 'OK' },
  'GET /version': { status: 200, json: { Version: '27.0', ApiVersion: '1.46' } },
  'GET /containers/json': { status: 200, json: [] },
  'GET /images/json': { status: 200, json: [] },
}

/** A Docker daemon on a loopback port that says only what it is told to say: trouble that a real one seldom has. */
export async function startFakeDocker(answers: DockerAnswers): Promise<FakeDocker> {
  const all = { ...healthy, ...answers }
  const server: Server = createServer((request, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0]?.replace(/^\/v[\d.]+/, '') ?? ''
    const answer = all[`${request.method} ${path}`] ?? {
      status: 404,
      json: { message: `No such thing: ${path}` },
    }
    request.resume().on('end', () => {
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(typeof answer.json === 'string' ? answer.json : JSON.stringify(answer.json))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    host: `tcp://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
