import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { hasGroups, lockBase } from './processTree.ts'

/**
 * Keeps the numbers that it reads, and on Linux marks the processes; at the end of its input it ends the groups that are left, and
 * on Linux what left them: found by a variable or by the mark.
 */
const script = `
folder=
groups=' '
while read -r word value; do
  case $word in
    folder) folder=$value ;;
    watch)
      groups="$groups$value "
      prlimit --pid "$value" --locks="$((${lockBase} + value))" ;;
    forget) groups="\${groups%%" $value "*} \${groups#*" $value "}" ;;
  esac
done
for pid in $groups; do kill -9 "-$pid"; done
[ -n "$folder" ] || exit
for limits in $(grep -lE "^Max file locks +${lockBase / 1e7}[0-9]{7} " /proc/[0-9]*/limits); do
  pid=\${limits#/proc/}
  pid=\${pid%/limits}
  grep -q " $((${lockBase} + pid)) " "$limits" || kill -9 "$pid"
done
for environ in $(grep -laF "LAMBDA_TASK_ROOT=$folder/" /proc/[0-9]*/environ); do
  pid=\${environ#/proc/}
  kill -9 "\${pid%/environ}"
done
rm -rf "$folder"`

function startShell(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
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
  let shell: ChildProcess | undefined
  const tell = (word: string, value: number | string) => {
    if (!hasGroups) return
    shell ??= startShell()
    shell.stdin?.write(`${word} ${value}\n`)
  }
  return {
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
