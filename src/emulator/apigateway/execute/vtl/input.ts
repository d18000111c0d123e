import { findInJson } from './jsonPath/jsonPath.ts'
import { jsonValueIn } from './jsonReader.ts'
import { toJson, toText } from './printed.ts'
import { type Value, VtlObject } from './values.ts'

/** Where `$input.params('x')` looks, in this order. */
const places = ['path', 'querystring', 'header'] as const
export type Parameters = Readonly<Record<(typeof places)[number], ReadonlyMap<string, Value>>>

/**
 * `$input` of one mapping; the body is read as JSON once, when a template asks. What a template puts into an object of
 * it is there for `$input.json` too (public logs 23353885826, 46335453734).
 */
export function inputOf(given: string, parameters: () => Parameters): VtlObject {
  const body = given === '' ? '{}' : given // aws-recorded, test_input_body_formatting
  let document: { readonly json: Value } | undefined
  // A form or another text is itself the document (AWS's blueprint slack-echo-command-python reads a form by
  // `$input.json("$")`); one that begins like JSON and is none has nothing in it that a path could find.
  const find = (args: readonly Value[]): Value => {
    document ??= { json: jsonValueIn(body) }
    return findInJson(document.json, toText(args[0] ?? '$'))
  }
  const params = (args: readonly Value[]): Value => {
    const all = parameters()
    if (args.length === 0) return new Map(places.map((place) => [place, all[place]]))
    const name = toText(args[0])
    const place = places.find((candidate) => all[candidate].has(name))
    return place ? all[place].get(name) : ''
  }
  return new VtlObject({ body }, { path: find, json: (args) => toJson(find(args) ?? ''), params })
}
