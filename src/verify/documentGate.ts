import { typeCheckAll } from '../checker/typecheck.ts'
import { steps as allSteps } from '../steps.ts'
import { makeClone } from './clone.ts'
import { fillIn, runPrinted, whyNotHere } from './commands.ts'
import { blocksOf, commandsOf, type Document, readDocuments } from './documents.ts'
import type { Bench, Gate } from './gate.ts'
import { isPrinted, unprinted } from './output.ts'
import { removeScratch, writeScratch } from './scratch.ts'
import { sideBySide } from './sideBySide.ts'

/** Every piece of TypeScript on a page runs as it stands, where its step begins. */
async function codeBreaches(documents: readonly Document[], { runner }: Bench): Promise<readonly string[]> {
  const blocks = documents
    .flatMap(blocksOf)
    .filter(({ language }) => language === 'ts')
    .map((block, i) => ({ ...block, path: writeScratch(`block-${i}`, block.text) }))
  const [last] = allSteps.slice(-1)
  try {
    const complaints = await typeCheckAll(blocks.map(({ path }) => path))
    return (
      await sideBySide(blocks, async ({ document, path }) => {
        const types = complaints.get(path) ?? ''
        if (types !== '') return [`${document.file}: ${types}`]
        const step = document.step ?? last
        if (!step) return []
        const { run } = await runner.run(step, path, { typeCheck: async () => '' })
        return run.end.kind === 'exit' && run.end.code === 0
          ? []
          : [`${document.file}: its code ends with an error: ${run.stderr.trim().split('\n').at(-1)}`]
      })
    ).flat()
  } finally {
    removeScratch()
  }
}

/** What a page says that its script prints is what the solution prints. */
async function outputBreaches(documents: readonly Document[], { runner }: Bench): Promise<readonly string[]> {
  const blocks = documents.flatMap(blocksOf).filter(isPrinted)
  const found = await sideBySide(blocks, async (block) => {
    const { step } = block.document
    if (!step) return []
    const { run } = await runner.solution(step)
    return unprinted(block, run.stdout)
  })
  return found.flat()
}

interface Printed {
  readonly command: string
  readonly files: readonly string[]
}

/** Each command once, with the pages that print it. */
function commandsIn(documents: readonly Document[]): readonly Printed[] {
  const files = new Map<string, Set<string>>()
  for (const document of documents)
    for (const command of commandsOf(document)) {
      const filled = fillIn(command, document.step?.number ?? 8)
      files.set(filled, (files.get(filled) ?? new Set()).add(document.file))
    }
  return [...files].map(([command, where]) => ({ command, files: [...where] }))
}

/** Commands that use the learner's cloud or change files; they run one after another. */
const isAlone = ({ command }: Printed) => !/^npm run (check|list|hint|solution|diff|doctor)\b/.test(command)

async function commandBreaches(documents: readonly Document[], { note }: Bench): Promise<readonly string[]> {
  const printed = commandsIn(documents)
  for (const { command } of printed) {
    const why = whyNotHere(command)
    if (why !== undefined) note(`not run: ${command}: ${why}`)
  }
  const runnable = printed.filter(({ command }) => whyNotHere(command) === undefined)
  if (runnable.length === 0) return []
  const clone = makeClone()
  for (const { number } of allSteps) clone.solve(number)
  const attempt = async ({ command, files }: Printed): Promise<readonly string[]> => {
    const { code, output } = await runPrinted(command, clone)
    return code === 0
      ? []
      : [`${files.join(', ')}: "${command}" ends with ${code}: ${output.trim().split('\n').at(-1)}`]
  }
  try {
    const first = runnable.filter((one) => !isReset(one))
    const [together, alone] = await Promise.all([
      sideBySide(
        first.filter((one) => !isAlone(one)),
        attempt,
      ),
      oneByOne(first.filter(isAlone), attempt),
    ])
    return [...together.flat(), ...alone, ...(await oneByOne(runnable.filter(isReset), attempt))]
  } finally {
    await clone.remove()
  }
}

/** After these the scripts are no longer solved, so they come last. */
const isReset = ({ command }: Printed) => command.startsWith('npm run reset')

async function oneByOne(
  list: readonly Printed[],
  attempt: (one: Printed) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const one of list) found.push(...(await attempt(one)))
  return found
}

export const documentGate: Gate = {
  title: 'commands, code and output on the pages are as printed',
  async breaches(bench) {
    const documents = readDocuments(bench.steps)
    return [
      ...(await codeBreaches(documents, bench)),
      ...(await outputBreaches(documents, bench)),
      ...(await commandBreaches(documents, bench)),
    ]
  },
}
