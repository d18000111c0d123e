import { findInJson, parseJson } from './json.ts'
import { fromJson, toText, type Value, VtlObject } from './values.ts'

/** Where `$input.params('x')` looks, in this order. */
const places = ['path', 'querystring', 'header'] as const
export type Parameters = Readonly<Record<(typeof places)[number], ReadonlyMap<string, Value>>>

/** An empty body counts as `{}` (aws-recorded, test_input_body_formatting). */
const bodyOf = (body: string) => (body === '' ? '{}' : body)

/** A body that is no JSON has nothing in it that a path could find. */
function documentOf(body: string): unknown {
  try {
    return parseJson(bodyOf(body))
  } catch {
    return undefined
  }
}

/** `$input` of one mapping; the body is read as JSON once, when a template asks. */
export function inputOf(body: string, parameters: () => Parameters): VtlObject {
  let document: { readonly json: unknown } | undefined
  const find = (args: readonly Value[]): unknown => {
    document ??= { json: documentOf(body) }
    return findInJson(document.json, toText(args[0] ?? '$'))
  }
  const params = (args: readonly Value[]): Value => {
    const all = parameters()
    if (args.length === 0) return new Map(places.map((place) => [place, all[place]]))
    const name = toText(args[0])
    const place = places.find((candidate) => all[candidate].has(name))
    return place ? all[place].get(name) : ''
  }
  return new VtlObject(
    { body: bodyOf(body) },
    new Map<string, (args: readonly Value[]) => Value>([
      ['path', (args) => fromJson(find(args))],
      ['json', (args) => JSON.stringify(find(args) ?? '')],
      ['params', params],
    ]),
  )
}
