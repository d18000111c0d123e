import { texts } from '../i18n/index.ts'
import type { Topic } from './diagnosis/topic.ts'
import { type Check, type CheckResult, type Evidence, pass, type Status, type Verdict } from './model.ts'

/** Part of every step: a script that breaks off is no finished work, whatever it did before. */
const scriptEnds: Check = {
  id: 'script-ends',
  title: 'the script runs to its end without an error',
  judge({ run: { end } }): Verdict {
    if (end.kind === 'exit' && end.code === 0) return pass
    const got =
      end.kind === 'timeout'
        ? texts.facts.timeout(end.seconds)
        : end.kind === 'signal'
          ? texts.facts.signal(end.signal)
          : texts.facts.exit(end.code)
    return { ok: false, topic: { kind: 'script' }, expected: texts.facts.ends, got }
  },
}

export interface Judged extends CheckResult {
  /** The id without its step. */
  readonly check: string
  /** What a failed check was about. */
  readonly topic?: Topic
}

const titleOf = (id: string, { id: check, title }: Check) => texts.checks[id] ?? texts.checks[check] ?? title

async function judgeOne(check: Check, evidence: Evidence): Promise<{ status: Status } & Partial<Judged>> {
  try {
    const verdict = await check.judge(evidence)
    if (verdict.ok) return { status: 'pass' }
    const { topic, sent, expected, got } = verdict
    return { status: 'fail', topic, sent, expected, got }
  } catch (error) {
    return { status: 'error', got: texts.commands.cannotJudge(String(error)) }
  }
}

/** What a skipped check waits for in the end: checks that failed, not those that were skipped themselves. */
const rootsOf = (missing: readonly Judged[]) => [
  ...new Set(missing.flatMap(({ title, needs = [] }) => (needs.length > 0 ? needs : [title]))),
]

interface Place {
  readonly number: number
  readonly name: string
}

function describe(step: Place, check: Check) {
  const id = `${step.name}/${check.id}`
  return { id, check: check.id, step: step.number, title: titleOf(id, check) }
}

/** A script that nobody has worked on: its first check fails, and all the others wait for that one. */
export function judgeAsGiven(step: Place, checks: readonly Check[]): readonly Judged[] {
  const [first, ...others] = [...checks, scriptEnds].map((check) => describe(step, check))
  if (!first) return []
  return [
    { ...first, status: 'fail', durationMs: 0 },
    ...others.map((other) => ({ ...other, status: 'skip' as const, needs: [first.title], durationMs: 0 })),
  ]
}

/** Judges a step's checks in their order; one that needs a check that did not pass is skipped. */
export async function judge(
  step: Place,
  checks: readonly Check[],
  evidence: Evidence,
): Promise<readonly Judged[]> {
  const results: Judged[] = []
  for (const check of [...checks, scriptEnds]) {
    const started = performance.now()
    const base = describe(step, check)
    const missing = results.filter(
      (result) => check.needs?.includes(result.check) && result.status !== 'pass',
    )
    const verdict =
      missing.length > 0
        ? { status: 'skip' as const, needs: rootsOf(missing) }
        : await judgeOne(check, evidence)
    results.push({ ...base, ...verdict, durationMs: Math.round(performance.now() - started) })
  }
  return results
}
