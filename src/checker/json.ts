import { isDeepStrictEqual } from 'node:util'

/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The members of a JSON text; none where it is no object. */
export function membersIn(text = ''): Readonly<Record<string, unknown>> {
  const json = parseJson(text)
  return typeof json === 'object' && json !== null ? { ...json } : {}
}

/** Whether two JSON texts mean the same, whatever their spaces and the order of their members. */
export function sameJson(a: string, b: string): boolean {
  const left = parseJson(a)
  return left === undefined ? a === b : isDeepStrictEqual(left, parseJson(b))
}

/** An answer's body in one line that fits a terminal. */
export function show(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 157)}…` : line
}
