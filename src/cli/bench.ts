import {
  lambdaAtOnce,
  lambdaInTurn,
  type Measured,
  memory,
  mock,
  oneCheck,
  start,
  wholeCheck,
} from '../bench/benchmarks.ts'
import { type CloudFigures, embeddedFigures, localstackFigures } from '../bench/clouds.ts'
import { coldInvoke, concurrent, manyApis, saving } from '../bench/emulatorBenchmarks.ts'
import { EnvironmentError } from '../errors.ts'
import { texts } from '../i18n/index.ts'
import { exitCodes } from './words.ts'

function keeps({ ours, bare, limit }: Measured): boolean {
  const value = bare === undefined ? ours : ours / bare
  return limit.kind === 'at most' ? value <= limit.value : value >= limit.value
}

function line(measured: Measured): string {
  const { what, unit, ours, bare, limit } = measured
  const amount =
    bare === undefined
      ? `${ours.toFixed(ours < 10 ? 1 : 0)} ${unit}`
      : `${ours.toFixed(0)} / ${bare.toFixed(0)} ${unit}`
  const ratio = bare === undefined ? '' : ` = ${(ours / bare).toFixed(2)}`
  return `${keeps(measured) ? 'ok  ' : 'MISS'}  ${what.padEnd(66)} ${`${amount}${ratio}`.padStart(32)}   ${texts.bench.limit(limit.kind, limit.value)}`
}

const cloudLine = ({ name, firstAnswerMs, wholeCheckMs, memoryMb = Number.NaN }: CloudFigures) =>
  texts.bench.cloud(
    name.padEnd(10),
    Math.round(firstAnswerMs),
    Math.round(wholeCheckMs),
    Math.round(memoryMb),
  )
const benchmarks: readonly (() => Promise<Measured | readonly Measured[]>)[] = [
  ...[wholeCheck, oneCheck, start, memory, mock, lambdaInTurn, lambdaAtOnce],
  ...[manyApis, concurrent, coldInvoke, saving],
]

/** `npm run bench`: each figure beside what it is measured against, in one run. */
export async function run(): Promise<number> {
  let kept = true
  for (const measure of benchmarks) {
    for (const measured of [await measure()].flat()) {
      kept &&= keeps(measured)
      console.log(line(measured))
    }
  }
  for (const figures of [embeddedFigures, localstackFigures]) {
    try {
      console.log(cloudLine(await figures()))
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error
      console.log(error.message)
    }
  }
  return kept ? exitCodes.pass : exitCodes.fail
}
