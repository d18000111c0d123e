import { evaluatePath } from './jsonPath/jsonPath.ts'
import { fromJson, TemplateError, type Value } from './values.ts'

/** What a JSONPath finds, as JSON; undefined where it finds nothing. */
export function findInJson(json: unknown, path: string): unknown {
  if (path === '' || path === '$') return json
  return typeof json === 'object' && json !== null ? evaluatePath(path, json) : undefined
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
