import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { keeperOf, nothing } from '../checker/keeper.ts'
import { forgetStates } from '../checker/progress.ts'
import type { CloudChoice } from '../cloud/choice.ts'
import { connect } from '../cloud/clients.ts'
import { learner } from '../cloud/cloud.ts'
import { workshopFolder } from '../cloud/learnerCloud.ts'
import { type Found, find, wipe } from '../cloud/wipe.ts'
import { UsageError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { root, type Step, scriptFile, starterFile } from '../steps.ts'
import { withLearnerCloud } from './withLearnerCloud.ts'
import { exitCodes, readOneStep, takeCloudWord } from './words.ts'

/** The kept container goes as a whole; elsewhere everything of the learner's is deleted. */
async function resetCloud(choice: CloudChoice): Promise<number> {
  if (choice.kind === 'localstack') {
    const { removeKeptLocalStack } = await import('../cloud/localstack.ts')
    await removeKeptLocalStack()
    forgetStates('localstack')
  } else if (choice.kind === 'aws') {
    return resetAws()
  } else {
    await withLearnerCloud(choice, 'reset cloud', new AbortController().signal, async (cloud) => {
      await keeperOf(cloud, learner).restore(nothing)
      forgetStates(cloud.name)
    })
  }
  console.log(texts.reset.cloud)
  return exitCodes.pass
}

const namesOf = ({ apis, functions }: Found) => [
  ...apis.map(({ name, id }) => `${name} (${id})`),
  ...functions,
]

/** On AWS what was deleted is named, and what is left is looked up and shown. */
async function resetAws(): Promise<number> {
  return withLearnerCloud({ kind: 'aws' }, 'reset cloud', new AbortController().signal, async (cloud) => {
    const clients = connect(cloud.endpoint, cloud.only ?? learner)
    try {
      console.log(texts.aws.deleted(namesOf(await wipe(clients, true))))
      const left = namesOf(await find(clients, true))
      console.log(texts.aws.left(left))
      forgetStates(cloud.name)
      return left.length === 0 ? exitCodes.pass : exitCodes.error
    } finally {
      clients.destroy()
    }
  })
}

/** The learner's file is never lost: it is kept under a name that is free. */
function keepCopy(step: Step, file: string): string {
  const folder = join(workshopFolder, 'kept')
  mkdirSync(folder, { recursive: true })
  for (let n = 1; ; n++) {
    const copy = join(folder, `${step.name}-${n}.ts`)
    if (existsSync(copy)) continue
    copyFileSync(file, copy)
    return copy
  }
}

function resetStep(step: Step): number {
  const file = scriptFile(step, 'steps')
  const name = relative(root, file)
  const given = readFileSync(starterFile(step), 'utf8')
  if (existsSync(file) && readFileSync(file, 'utf8') === given) {
    console.log(texts.reset.same(name))
    return exitCodes.pass
  }
  const copy = existsSync(file) ? keepCopy(step, file) : undefined
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, given)
  console.log(copy === undefined ? texts.reset.restored(name) : texts.reset.step(name, relative(root, copy)))
  return exitCodes.pass
}

/** `npm run reset N` or `npm run reset cloud [CLOUD]` */
export async function run(words: readonly string[]): Promise<number> {
  const { cloud, rest } = takeCloudWord(words)
  if (rest.length === 0) throw new UsageError(texts.reset.needsWord)
  return rest[0] === 'cloud' && rest.length === 1 ? resetCloud(cloud) : resetStep(readOneStep(rest, 'reset'))
}
