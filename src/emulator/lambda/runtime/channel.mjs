/** The ends of the channel in an execution environment: jobs come by descriptor 3, messages go by descriptor 4. */
import { writeSync } from 'node:fs'
import { Socket } from 'node:net'

const [jobsFd, messagesFd] = [3, 4]
let startedAt = performance.now()

/** Written at once, so that nothing is lost where the process ends or blocks right after. */
export function tell(type, json) {
  // The most memory that was ever used, in KB.
  const memory = process.resourceUsage().maxRSS
  const line = `${type} ${memory} ${(performance.now() - startedAt).toFixed(3)} ${json}\n`
  const written = writeSync(messagesFd, line)
  const bytes = Buffer.byteLength(line)
  if (written === bytes) return
  const rest = Buffer.from(line)
  for (let at = written; at < bytes; ) at += writeSync(messagesFd, rest, at)
}

/** Where the other end is gone, this process ends, with all that the handler started. */
const end = () => process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL')

export function readJobs(take) {
  const pipe = new Socket({ fd: jobsFd, readable: true, writable: false })
  let line = ''
  pipe
    .setEncoding('utf8')
    .on('data', (text) => {
      line += text
      // There is one job at a time, and no line break in it.
      if (!text.endsWith('\n')) return
      const job = JSON.parse(line)
      line = ''
      startedAt = performance.now()
      take(job)
    })
    .on('error', end)
    .on('end', end)
  return pipe
}
