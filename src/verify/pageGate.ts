import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, type Step, scriptFile, starterFile, steps } from '../steps.ts'
import type { Gate } from './gate.ts'
import { inLanguages, workshopPages } from './languages.ts'
import { numbersIn } from './todos.ts'

/** What a step's page and its hints consist of, in English. A translation has as many parts. */
const pageSections = [
  'What you will have',
  'In the console',
  'Ideas',
  'Do it',
  'How you know it worked',
  'Read on',
]
const hintSections = [/^Hint 1 · /, /^Hint 2 · /, /^Hint 3 · /]

const read = (...path: readonly string[]) => readFileSync(join(root, ...path), 'utf8')
const sectionsOf = (text: string) => numbersIn(text, /^## (.+)$/gm)
const filesOf = (folder: string) => readdirSync(join(root, folder)).filter((name) => !name.startsWith('.'))

/** Files that are missing from a folder, and files that do not belong there. */
function strayAndMissing(folder: string, wanted: readonly string[]): readonly string[] {
  const found = existsSync(join(root, folder)) ? filesOf(folder) : []
  return [
    ...wanted.filter((name) => !found.includes(name)).map((name) => `${folder}/${name} is missing`),
    ...found.filter((name) => !wanted.includes(name)).map((name) => `${folder}/${name} belongs to nothing`),
  ]
}

/** A link to a file of the repo that is not there. */
const deadLinks = (file: string): readonly string[] =>
  numbersIn(read(file).replace(/^```.*?^```/gms, ''), /\]\((?!https?:|#|mailto:)([^)\s#]+)[^)]*\)/g)
    .filter((link) => !existsSync(join(root, dirname(file), link)))
    .map((link) => `${file}: nothing is at ${link}`)

/** Lines of prose fit into 100 columns; there is one heading of the first rank. */
function untidy(file: string): readonly string[] {
  const text = read(file)
  const headings = numbersIn(text.replace(/^```.*?^```/gms, ''), /^(# .+)$/gm)
  return [
    ...(/[ \t]$/m.test(text) ? [`${file}: a line ends in a space`] : []),
    ...(text.endsWith('\n') && !text.endsWith('\n\n') ? [] : [`${file}: it has to end in one line break`]),
    ...(headings.length <= 1 ? [] : [`${file}: more than one heading of the first rank`]),
  ]
}

function pageBreaches(step: Step, file: string): readonly string[] {
  const path = `steps/${step.name}/${file}`
  const text = read(path)
  const isEnglish = file === 'README.md'
  const sections = sectionsOf(text)
  return [
    ...(new RegExp(`^# .*\\b${step.number}\\b`).test(text)
      ? []
      : [`${path}: its heading does not say step ${step.number}`]),
    ...(isEnglish && sections.join() !== pageSections.join()
      ? [`${path}: its sections are ${sections.join(', ')}`]
      : []),
    ...(sections.length === pageSections.length ? [] : [`${path}: it has ${sections.length} sections`]),
    ...deadLinks(path),
    ...untidy(path),
  ]
}

function hintBreaches(step: Step, file: string): readonly string[] {
  const path = `steps/${step.name}/${file}`
  const sections = sectionsOf(read(path))
  const right =
    sections.length === hintSections.length &&
    (file !== 'hints.md' || hintSections.every((pattern, i) => pattern.test(sections[i] ?? '')))
  return [...(right ? [] : [`${path}: its sections are ${sections.join(', ')}`]), ...untidy(path)]
}

/** `N.1, N.2, …` in the starter and in the solution; what is given is what `npm run reset N` gives. */
function numbering(step: Step): readonly string[] {
  const starter = readFileSync(starterFile(step), 'utf8')
  const given = numbersIn(starter, /TODO\((\d+\.\d+)\)/g)
  const done = numbersIn(readFileSync(scriptFile(step, 'solutions'), 'utf8'), /^\/\/ \((\d+\.\d+)\)/gm)
  const wanted = given.map((_, i) => `${step.number}.${i + 1}`)
  return [
    ...(given.length > 0 && given.join() === wanted.join()
      ? []
      : [`solutions/${step.name}/starter.ts: TODOs ${given.join(', ')}`]),
    ...(done.join() === wanted.join() ? [] : [`solutions/${step.name}/index.ts: parts ${done.join(', ')}`]),
    ...(readFileSync(scriptFile(step, 'steps'), 'utf8') === starter
      ? []
      : [`steps/${step.name}/index.ts is not solutions/${step.name}/starter.ts`]),
  ]
}

export const pageGate: Gate = {
  title: 'pages, hints, links, numbers and languages are complete',
  async breaches({ steps: chosen }) {
    const names = steps.map(({ name }) => name)
    const gaps = steps.flatMap(({ number, name }, i) =>
      number === i + 1 ? [] : [`${name}: step ${i + 1} is missing`],
    )
    const tops = workshopPages(chosen).filter((file) => existsSync(join(root, file)))
    return [
      ...gaps,
      ...strayAndMissing('steps', names),
      ...strayAndMissing('solutions', names),
      ...strayAndMissing(
        'checks',
        names.map((name) => `${name}.ts`),
      ),
      ...tops.flatMap((file) => [...deadLinks(file), ...untidy(file)]),
      ...chosen.flatMap((step) => [
        ...strayAndMissing(`steps/${step.name}`, [
          'index.ts',
          ...inLanguages('README'),
          ...inLanguages('hints'),
        ]),
        ...strayAndMissing(`solutions/${step.name}`, ['index.ts', 'starter.ts']),
        ...numbering(step),
        ...inLanguages('README')
          .filter((file) => existsSync(join(root, 'steps', step.name, file)))
          .flatMap((file) => pageBreaches(step, file)),
        ...inLanguages('hints')
          .filter((file) => existsSync(join(root, 'steps', step.name, file)))
          .flatMap((file) => hintBreaches(step, file)),
      ]),
    ]
  },
}
