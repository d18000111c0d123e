import type { Case, Explanation, Recogniser } from './case.ts'

/** Mistakes that show in how the script ended or whom it asked, whatever the step. */

const typeError: Recogniser = ({ typeErrors }) => {
  if (typeErrors === '') return undefined
  const line = Number(/index\.ts[:(](\d+)/.exec(typeErrors)?.[1])
  return { id: 'type-error', detail: typeErrors, line: line || undefined }
}

const timeout: Recogniser = ({ evidence: { run } }) =>
  run.end.kind === 'timeout' ? { id: 'script-timeout', detail: String(run.end.seconds) } : undefined

/** guard.mjs refuses what is not this machine and names the host. */
const notLocal: Recogniser = ({ evidence: { run }, script }) => {
  const host = /WORKSHOP_NOT_LOCAL (\S+)/.exec(run.stderr)?.[1]?.replace(/['",;]+$/, '')
  if (host === undefined) return undefined
  if (/execute-api/.test(host))
    return { id: 'url-form', detail: `https://${host}`, line: firstLineWith(script.lines, /fetch\(/) }
  return { id: 'wrong-endpoint', detail: host, line: firstLineWith(script.lines, /endpoint/) }
}

const wrongRegion: Recogniser = ({ evidence: { calls, identity }, script }) => {
  for (const { target } of calls)
    if (target.kind === 'aws' && target.region !== '' && target.region !== identity.region)
      return { id: 'wrong-region', detail: target.region, line: firstLineWith(script.lines, /region\s*:/) }
  return undefined
}

/** `client.send(…)` as a statement of its own, or its promise put into a variable, with no await in front. */
const unawaited =
  /^\s*(?:const\s+[^=]+=\s*|let\s+[^=]+=\s*)?\w+\.send\(|^\s*(?:const\s+[^=]+=\s*)?waitUntil\w+\(/

/** Told by the calls: one was sent before the one before it was answered, or never answered at all. */
const missingAwait: Recogniser = ({ evidence: { calls }, script: { lines } }) => {
  if (lines.some((line) => /Promise\.(all|allSettled)/.test(line))) return undefined
  const index = lines.findIndex((line) => unawaited.test(line))
  if (index < 0) return undefined
  const overlapped = calls.some((call, i) => {
    const next = calls[i + 1]
    return !call.answer || (next !== undefined && next.startedAt < call.startedAt + call.answer.durationMs)
  })
  const nothingAfter = calls.length <= 1
  return overlapped || nothingAfter ? { id: 'missing-await', detail: '', line: index + 1 } : undefined
}

/** The error that Node prints last, and the line of the script in its stack. */
export function crash({ evidence: { run }, script }: Case): Explanation | undefined {
  if (run.end.kind === 'timeout' || (run.end.kind === 'exit' && run.end.code === 0)) return undefined
  const lines = run.stderr.split('\n')
  const message =
    lines.find((line) => /^\w*(Error|Exception)\b/.test(line)) ??
    lines.find((line) => line.trim() !== '') ??
    ''
  const place = new RegExp(`${script.file.replaceAll('.', '\\.')}:(\\d+)`).exec(
    run.stderr.replaceAll('\\', '/'),
  )
  const detail = run.end.kind === 'signal' ? run.end.signal : message || `exit code ${run.end.code}`
  return { id: 'script-crashed', detail, line: place ? Number(place[1]) : undefined }
}

function firstLineWith(lines: readonly string[], pattern: RegExp): number | undefined {
  const index = lines.findIndex((line) => pattern.test(line) && !/^\s*\/\//.test(line))
  return index < 0 ? undefined : index + 1
}

export const scriptCauses: readonly Recogniser[] = [typeError, timeout, notLocal, wrongRegion, missingAwait]
