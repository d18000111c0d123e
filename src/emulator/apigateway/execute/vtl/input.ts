import { jsonIn } from '../../../json.ts'
import { looksLikeJson } from './jsonBody.ts'
import { findInJson } from './jsonPath/jsonPath.ts'
import { toText } from './printed.ts'
import { fromJson, type Value, VtlObject } from './values.ts'

/** Where `$input.params('x')` looks, in this order. */
const places = ['path', 'querystring', 'header'] as const
export type Parameters = Readonly<Record<(typeof places)[number], ReadonlyMap<string, Value>>>

/** `$input` of one mapping; the body is read as JSON once, when a template asks. */
export function inputOf(given: string, parameters: () => Parameters): VtlObject {
  const body = given === '' ? '{}' : given // aws-recorded, test_input_body_formatting
  let document: { readonly json: unknown } | undefined
  // A text that does not look like JSON is itself the document (AWS's blueprint slack-echo-command-python reads a form by
  // `$input.json("$")`); one that does and is none has nothing in it that a path could find.
  const find = (args: readonly Value[]): unknown => {
    document ??= { json: jsonIn(body) ?? (looksLikeJson(body) ? undefined : body) }
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
    { body },
    {
      path: (args) => fromJson(find(args)),
      json: (args) => JSON.stringify(find(args) ?? ''),
      params,
    },
  )
}
