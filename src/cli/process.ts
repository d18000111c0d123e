import { isSystemError } from '../systemError.ts'

/** Where nobody reads the output any more (`… | head`), a command goes on to its end, which closes what it has opened. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isSystemError(error) || error.code !== 'EPIPE') throw error
    })
}

/** A script's time limit in milliseconds: 20 s, or WORKSHOP_TIMEOUT in seconds. */
export function timeLimit(): number {
  const seconds = Number(process.env.WORKSHOP_TIMEOUT)
  return seconds > 0 ? seconds * 1000 : 20_000
}

/** Ctrl-C and SIGTERM as a signal that ends what is under way, so that a command can leave nothing running. */
export function onInterrupt(): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController()
  const abort = () => controller.abort()
  process.once('SIGINT', abort)
  process.once('SIGTERM', abort)
  return {
    signal: controller.signal,
    stop() {
      process.off('SIGINT', abort)
      process.off('SIGTERM', abort)
    },
  }
}
