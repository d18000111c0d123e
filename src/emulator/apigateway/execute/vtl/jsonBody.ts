import { TemplateError } from './values.ts'

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
