import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, type Step } from '../steps.ts'
import { inLanguages, workshopPages } from './languages.ts'

/** A page that a person reads, and the step that it is about. */
export interface Document {
  readonly file: string
  readonly text: string
  readonly step?: Step
}

const readDocument = (file: string, step?: Step): readonly Document[] =>
  existsSync(join(root, file)) ? [{ file, text: readFileSync(join(root, file), 'utf8'), step }] : []

/** The pages of some steps; with all of them, those of the whole workshop. */
export const readDocuments = (chosen: readonly Step[]): readonly Document[] => [
  ...workshopPages(chosen).flatMap((file) => readDocument(file)),
  ...chosen.flatMap((step) =>
    [...inLanguages('README'), ...inLanguages('hints')].flatMap((file) =>
      readDocument(`steps/${step.name}/${file}`, step),
    ),
  ),
]

export interface Block {
  readonly document: Document
  /** 'ts', 'sh', 'text', … */
  readonly language: string
  readonly text: string
  /** The paragraph before it. */
  readonly before: string
}

/** The fenced blocks of a page. */
export const blocksOf = (document: Document): readonly Block[] =>
  [...document.text.matchAll(/([^\n]*)\n+^```(\w*)\n(.*?)^```$/gms)].map(
    ([, before = '', language = '', text = '']) => ({ document, language, text, before }),
  )

const isCommand = (text: string) => /^(npm|npx|node|docker|git|aws|curl|cd)\b/.test(text)

/** The commands that a page prints: lines of its `sh` blocks, and what stands in backticks and begins like one. */
export function commandsOf(document: Document): readonly string[] {
  const fenced = blocksOf(document)
    .filter(({ language }) => ['sh', 'bash', 'console', 'shell'].includes(language))
    .flatMap(({ text }) => text.split('\n'))
  const prose = document.text.replace(/^```.*?^```$/gms, '')
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text)
  return [...fenced, ...inline]
    .map((text) =>
      text
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter(isCommand)
}
