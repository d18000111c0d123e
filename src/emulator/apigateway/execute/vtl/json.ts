import { evaluatePath } from './jsonPath/jsonPath.ts'
import { TemplateError } from './values.ts'

/** What a JSONPath finds, as JSON; undefined where it finds nothing. */
export function findInJson(json: unknown, path: string): unknown {
  if (path === '' || path === '$') return json
  return typeof json === 'object' && json !== null ? evaluatePath(path, json) : undefined
}

/** AWS reads a body as JSON only where it looks like some. */
export const looksLikeJson = (text: string) => /^\s*["'[{]/.test(text)

/** Throws TemplateError where a text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error))
  }
}
