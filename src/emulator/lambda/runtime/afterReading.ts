/**
 * Calls back after a while, and then after what has come by that time was read: between a timer and an immediate the loop
 * reads its pipes. So what is late is told from what only waits to be seen.
 */
export const afterReading = (ms: number, work: () => void): NodeJS.Timeout =>
  setTimeout(setImmediate, ms, work)
