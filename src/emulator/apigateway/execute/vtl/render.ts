import type { Variables } from './run.ts'
import { compileTemplate, type Template } from './template.ts'
import { TemplateError } from './values.ts'

/** Templates by their text: an API has few, and they are rendered for each request. */
const compiled = new Map<string, Template>()
const maxCompiled = 500

function templateOf(text: string): Template {
  const known = compiled.get(text)
  if (known) return known
  if (compiled.size >= maxCompiled) compiled.clear()
  const template = compileTemplate(text)
  compiled.set(text, template)
  return template
}

/**
 * Renders a mapping template. It runs nothing of the host: names reach only what `variables` gives.
 * Throws TemplateError where it is no template, takes too many steps or makes more than 10 MB.
 */
export function render(text: string, variables: Variables): string {
  try {
    return templateOf(text)(variables)
  } catch (error) {
    // Nesting deeper than the stack, or a text longer than a string can be.
    if (error instanceof RangeError) throw new TemplateError(error.message)
    throw error
  }
}
