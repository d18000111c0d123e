import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, type Step, steps } from '../steps.ts'

/** The languages that any page is translated into: `ko` of README.ko.md. */
const languages = [
  ...new Set(
    ['.', ...steps.map(({ name }) => `steps/${name}`)]
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap((folder) => readdirSync(join(root, folder)))
      .flatMap((name) => /^(?:README|WORKSHOP|hints)\.(\w+)\.md$/.exec(name)?.[1] ?? []),
  ),
].sort()

/** A page in English and in every other language: `README.md`, `README.ko.md`. */
export const inLanguages = (stem: string) => [
  `${stem}.md`,
  ...languages.map((language) => `${stem}.${language}.md`),
]

/** The pages of the whole workshop; none where only some of its steps are looked at. */
export const workshopPages = (chosen: readonly Step[]) =>
  chosen.length < steps.length
    ? []
    : [...inLanguages('README'), ...inLanguages('WORKSHOP'), 'CONTRIBUTING.md']
