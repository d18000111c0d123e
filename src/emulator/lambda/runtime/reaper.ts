import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { Socket } from 'node:net'
import { withMark } from './marks.ts'
import { hasGroups } from './processTree.ts'
import type { Program } from './program.ts'

/**
 * Keeps the numbers that it reads; at the end of its input it ends the groups that are left, and on Linux what left them: found
 * by a variable or by their marks, which begin with $1.
 */
const script = `
folder=
groups=' '
while read -r word value; do
  case $word in
    folder) folder=$value ;;
    watch) groups="$groups$value " ;;
    forget) groups="\${groups%%" $value "*} \${groups#*" $value "}" ;;
  esac
done
for pid in $groups; do kill -9 "-$pid"; done
[ -n "$folder" ] || exit
for file in $(
  grep -lE "^Max file locks +$1[0-9]{7} " /proc/[0-9]*/limits
  grep -laF "LAMBDA_TASK_ROOT=$folder/" /proc/[0-9]*/environ
); do
  pid=\${file#/proc/}
  kill -9 "\${pid%/*}"
done
rm -rf "$folder"`

function startShell(marks: number): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', script, 'reaper', String(marks)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  shell.on('error', () => {}) // without a shell there is no reaper, and all else goes on
  shell.stdin?.on('error', () => {})
  if (shell.stdin instanceof Socket) shell.stdin.unref()
  shell.unref()
  return shell
}

/**
 * Ends process groups and removes their folder when this process is gone without a word, as after `kill -9`. An idle
 * environment notices that by itself; one whose handler blocks its event loop cannot, and would run for ever.
 * One shell for all of them, started with the first. Windows has no groups: there, a blocked handler stays.
 */
export function startReaper() {
  const marks = randomInt(1e7, 1e8)
  let marked = 0
  let shell: ChildProcess | undefined
  const tell = (word: string, value: number | string) => {
    if (!hasGroups) return
    shell ??= startShell(marks)
    shell.stdin?.write(`${word} ${value}\n`)
  }
  return {
    /** The program as one environment's: all that it starts is found. */
    mark: (program: Program) => withMark(program, `${marks}${String(++marked).padStart(7, '0')}`),
    /** Names the folder that is removed in the end. */
    removeAtEnd: (folder: string) => tell('folder', folder),
    watch: (pid: number) => tell('watch', pid),
    forget: (pid: number) => tell('forget', pid),
    /** Ends what is still watched, removes the folder. */
    async close(): Promise<void> {
      const ending = shell
      shell = undefined
      if (!ending || ending.pid === undefined) return
      if (ending.exitCode !== null || ending.signalCode !== null) return
      ending.ref()
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.stdin?.end()
      await ended
    },
  }
}
