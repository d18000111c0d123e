import { JSONPath } from 'jsonpath-plus'
import { fromJson, TemplateError, type Value } from './values.ts'

/** What a JSONPath finds, as JSON; undefined where it finds nothing. Scripts and filters are refused. */
export function findInJson(json: unknown, path: string): unknown {
  if (path === '' || path === '$') return json
  if (typeof json !== 'object' || json === null) return undefined
  try {
    return JSONPath({ path, json, wrap: false, eval: false })
  } catch (error) {
    throw new TemplateError(`JSONPath ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Throws TemplateError where a text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error))
  }
}

export const readJson = (text: string): Value => fromJson(parseJson(text))
