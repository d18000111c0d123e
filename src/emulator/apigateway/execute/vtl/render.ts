import { remember } from '../../../remember.ts'
import { Run, type Variables } from './run.ts'
import { parseTemplate } from './templateParser.ts'
import { TemplateError } from './values.ts'

/** Templates by their text: an API has few, and they are rendered for each request. */
const templateOf = remember(parseTemplate)

/**
 * Renders a mapping template. It runs nothing of the host: names reach only what `variables` gives.
 * Throws TemplateError where it is no template, takes too many steps or makes more than 10 MB.
 */
export function render(text: string, variables: Variables): string {
  try {
    const run = new Run(variables)
    templateOf(text)(run)
    return run.text
  } catch (error) {
    // Nesting deeper than the stack, or a text longer than a string can be.
    if (error instanceof RangeError) throw new TemplateError(error.message)
    throw error
  }
}
