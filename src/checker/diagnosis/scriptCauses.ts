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

/** A promise that a statement makes and does not wait for: `client.send(…)`, `const x = findRestApi(…)` and the like. */
const unawaited =
  /^\s*(?:(?:const|let)\s+(.+?)\s*=\s*)?(?:\w+\.send|waitUntil\w+|findRestApi|findResource|fetch)\(/

/** Read from the script: calls that run into each other look alike, whatever made them. */
const missingAwait: Recogniser = ({ script: { lines }, typeErrors }) => {
  if (typeErrors !== '' && !typeErrors.includes('Promise<')) return undefined // something else is wrong before it
  const text = lines.join('\n')
  if (/Promise\.(all|allSettled|race)\b/.test(text)) return undefined // waited for together
  const index = lines.findIndex((line) => {
    const [statement, name] = unawaited.exec(line) ?? []
    return statement !== undefined && !(name && text.includes(`await ${name}`))
  })
  return index < 0 ? undefined : { id: 'missing-await', line: index + 1 }
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

export const scriptCauses: readonly Recogniser[] = [missingAwait, typeError, timeout, notLocal, wrongRegion]
