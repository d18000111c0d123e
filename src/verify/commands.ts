import { spawn } from 'node:child_process'
import kill from 'tree-kill'
import type { Clone } from './clone.ts'

/** Commands that are not run here, and why. */
const notHere: readonly (readonly [RegExp, string])[] = [
  [/^git clone|^npm (ci|install)\b/, 'needs the network'],
  [/^docker\b|\blocalstack\b/, 'needs Docker'],
  [/^npx tsx\b|^aws\b/, 'speaks to AWS itself'],
  [/^npm run grade\b/, 'needs a folder of submissions; test/ runs it over one that it makes'],
  [/^npm (test|run (verify|bench|lint|format))\b/, 'is the repo’s own, and runs by itself'],
  [/^(cd|git|curl)\b/, 'is for a terminal that is already somewhere'],
  [/^npm run (watch|menu)\b/, 'needs a terminal'],
  [/^npm run (step|hint|solution|diff|reset|goto)$/, 'is a name here; the command wants a step'],
  [/^npm$|^npx$|^node$|^node --version/, 'is a name and no command'],
  [/https?:/, 'needs an endpoint of your own'],
]

export const whyNotHere = (command: string): string | undefined =>
  notHere.find(([pattern]) => pattern.test(command))?.[1]

/** `npm run step N` is a form: it is run with a step's number in place of the letter, and so on. */
export const fillIn = (command: string, step: number): string =>
  command
    .replace(/\bA-B\b/, `${step}-${step}`)
    .replace(/\b(N|PORT)\b/g, (letter) => (letter === 'N' ? String(step) : '0'))
    .replace(/\bFILE\b/, 'report-of-verify.json')

export interface Ran {
  readonly code: number | null
  readonly output: string
}

/** A command that goes on says that it is ready by this. */
const ready = /^cloud ready at /m

/** Runs a command as it is printed, in a shell, in a learner's copy of the repo. One that goes on is ended when it is ready. */
export function runPrinted(command: string, clone: Clone, timeoutMs = 60_000): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd: clone.folder,
      shell: true,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', npm_config_loglevel: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const end = () => child.pid !== undefined && kill(child.pid, 'SIGTERM')
    const timer = setTimeout(end, timeoutMs)
    let output = ''
    let isReady = false
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        if (isReady || !ready.test(output)) return
        isReady = true
        end()
      })
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: isReady ? 0 : code, output })
    })
  })
}
