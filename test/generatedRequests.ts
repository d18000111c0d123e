import type { Random } from './random.ts'

/** A request as bytes know it: what is not sendable as HTTP is sent all the same. */
export interface Generated {
  readonly kind: string
  readonly bytes: Buffer
  /** Sends all but this many bytes, then hangs up: a client that gives up while it sends. */
  readonly withhold?: number
  /** Sends so many bytes at a time, a while apart. */
  readonly pieceSize?: number
  /** Whether an answer must come; else the server may as well hang up. */
  readonly answered: boolean
}

/** Where requests go: what the test has made before. */
export interface Targets {
  readonly apiId: string
  readonly resourceId: string
  readonly functionName: string
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE'] as const
const oddTexts = [
  '',
  '\0',
  '../..',
  '%',
  '%zz',
  '%ff',
  '$LATEST',
  '{proxy+}',
  '한글',
  'a'.repeat(5000),
] as const
const arn = 'arn:aws:lambda:us-east-1:111111111111:function:fuzz'

type Draft = readonly [verb: string, path: string, body?: unknown]

/** Calls that AWS answers with success or with one of its own errors. */
function validCall(random: Random, { apiId, resourceId, functionName }: Targets): Draft {
  const api = `/restapis/${apiId}`
  const method = `${api}/resources/${resourceId}/methods/${random.pick(['GET', 'POST', 'ANY', 'PUT'])}`
  return random.pick<Draft>([
    ['POST', '/restapis', { name: `api-${random.below(1e6)}` }],
    ['GET', `/restapis?limit=${random.below(600)}`],
    ['GET', `${api}/resources?embed=methods`],
    ['POST', `${api}/resources/${resourceId}`, { pathPart: `part-${random.below(200)}` }],
    ['PUT', method, { authorizationType: 'NONE', requestParameters: { 'method.request.path.a': true } }],
    [
      'PUT',
      `${method}/integration`,
      { type: 'MOCK', requestTemplates: { 'application/json': '{"statusCode":200}' } },
    ],
    [
      'PATCH',
      `${api}/stages/prod`,
      { patchOperations: [{ op: 'replace', path: '/variables/a', value: 'b' }] },
    ],
    ['PATCH', api, { patchOperations: [{ op: 'replace', path: '/name', value: 'n' }] }],
    ['GET', `${api}/deployments`],
    ['DELETE', `${method}/responses/200`],
    ['GET', '/2015-03-31/functions?MaxItems=3'],
    ['GET', `/2015-03-31/functions/${functionName}`],
    ['GET', `/2015-03-31/functions/${functionName}/policy`],
    [
      'POST',
      `/2015-03-31/functions/${functionName}/policy`,
      { StatementId: `s${random.below(30)}`, Action: 'lambda:*', Principal: 'a.amazonaws.com' },
    ],
    ['PUT', `/2015-03-31/functions/${functionName}/configuration`, { Timeout: 3 }],
    [
      'POST',
      '/2015-03-31/functions',
      { FunctionName: 'x', Role: arn, Code: { ZipFile: random.bytes(50).toString('base64') } },
    ],
    [
      'POST',
      `${method.replace(/\w+$/, 'GET')}`,
      { pathWithQueryString: `/?a=${random.below(9)}`, body: '{"a":[1,2]}', headers: { a: 'b' } },
    ],
  ])
}

const invokeUrl = (random: Random, { apiId }: Targets): Draft => [
  random.pick(['GET', 'POST', 'PUT']),
  `/_aws/execute-api/${apiId}/prod/mock?${random.pick(oddTexts.slice(3, 7) as [string])}=${random.below(99)}`,
  random.pick<unknown>([{ a: { b: [1, { c: null }] } }, [], 'text', 12, null]),
]

/** Changes one thing somewhere in a JSON value. */
function mutateValue(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.next() < 0.2)
    return random.pick<unknown>([null, true, -1, 1e300, 'x', [], {}, [[{}]], random.pick(oddTexts)])
  const entries = Object.entries(value)
  const chosen = random.below(entries.length + 1)
  const changed = entries.map(([key, item], i) =>
    i === chosen
      ? [random.pick([key, key, '__proto__', 'constructor']), mutateValue(random, item)]
      : [key, item],
  )
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed)
}

function mutate(random: Random, [verb, path, body]: Draft): Draft {
  const way = random.below(4)
  if (way === 0) return [random.pick(verbs), path, body]
  if (way === 1) return [verb, path, mutateValue(random, body ?? {})]
  const parts = path.split('/')
  parts[random.below(parts.length)] = encodeURI(random.pick(oddTexts)).slice(0, 6000)
  return way === 2
    ? [verb, parts.join('/'), body]
    : [verb, `${path}/${random.pick(['', 'x', '%2f', '..'])}`, body]
}

const nest = (random: Random, depth: number) =>
  random.pick([
    '['.repeat(depth) + ']'.repeat(depth),
    '{"a":'.repeat(depth) + 1 + '}'.repeat(depth),
    '['.repeat(depth),
  ])

function request([verb, path, body]: Draft, raw?: Buffer | string, extra = ''): Buffer {
  const content = raw ?? (body === undefined ? '' : JSON.stringify(body))
  const head = `${verb} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${extra}Content-Length: ${Buffer.byteLength(content)}\r\n`
  const key = 'Authorization: AWS4-HMAC-SHA256 Credential=111111111111/20260101/us-east-1/x/aws4_request\r\n'
  // latin1: bytes of a path go out as they are.
  return Buffer.concat([Buffer.from(`${head}${key}\r\n`, 'latin1'), Buffer.from(content)])
}

const kinds: Readonly<Record<string, (random: Random, targets: Targets) => Omit<Generated, 'kind'>>> = {
  valid: (random, targets) => ({ bytes: request(validCall(random, targets)), answered: true }),
  invoked: (random, targets) => ({ bytes: request(invokeUrl(random, targets)), answered: true }),
  mutated: (random, targets) => {
    const draft = mutate(
      random,
      random.next() < 0.8 ? validCall(random, targets) : invokeUrl(random, targets),
    )
    return { bytes: request(draft), answered: !/[^!-~]/.test(draft[1]) }
  },
  damaged: (random, targets) => {
    const [verb, path, body = {}] = validCall(random, targets)
    const bytes = Buffer.from(JSON.stringify(body))
    for (let i = 0; i < 3; i++) bytes[random.below(bytes.length)] = random.below(256)
    return { bytes: request([verb, path], bytes), answered: true }
  },
  'not UTF-8': (random, targets) => {
    const [verb] = validCall(random, targets)
    const path = `/restapis/${random
      .bytes(8)
      .toString('latin1')
      .replaceAll(/[\s\0-\x20]/g, 'x')}`
    return { bytes: request([verb, path], random.bytes(40)), answered: false }
  },
  nested: (random, targets) => {
    const draft = random.next() < 0.5 ? validCall(random, targets) : invokeUrl(random, targets)
    const payload = ['POST', `/2015-03-31/functions/${targets.functionName}/invocations`] as const
    return {
      bytes: request(random.next() < 0.3 ? payload : draft, nest(random, 10 ** (1 + random.below(5)))),
      answered: true,
    }
  },
  huge: (random, targets) => {
    const [verb, path] = random.next() < 0.5 ? validCall(random, targets) : invokeUrl(random, targets)
    return { bytes: request([verb, path], `{"name":"${'n'.repeat(random.below(2e6))}"}`), answered: true }
  },
  'random bytes': (random) => ({ bytes: random.bytes(1 + random.below(300)), answered: false }),
  headers: (random, targets) => {
    const extra = `X-${'h'.repeat(random.below(50))}: ${'v'.repeat(random.below(20_000))}\r\n`
    return { bytes: request(validCall(random, targets), undefined, extra), answered: false }
  },
  slow: (random, targets) => ({ bytes: request(validCall(random, targets)), pieceSize: 60, answered: true }),
  'given up': (random, targets) => {
    const bytes = request(validCall(random, targets), 'x'.repeat(200))
    return { bytes, withhold: 1 + random.below(bytes.length - 1), answered: false }
  },
}

/** How often each kind comes; what costs much comes seldom. */
const shares: readonly (readonly [string, number])[] = [
  ['valid', 300],
  ['invoked', 200],
  ['mutated', 300],
  ['damaged', 80],
  ['not UTF-8', 30],
  ['nested', 20],
  ['huge', 2],
  ['random bytes', 30],
  ['headers', 20],
  ['given up', 18],
  ['slow', 20],
]

export function generate(random: Random, targets: Targets): Generated {
  let at = random.below(shares.reduce((sum, [, share]) => sum + share, 0))
  for (const [kind, share] of shares) {
    at -= share
    const make = kinds[kind]
    if (at < 0 && make) return { kind, ...make(random, targets) }
  }
  throw new Error('the shares do not name the kinds')
}
