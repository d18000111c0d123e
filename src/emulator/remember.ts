const limit = 1000

/** A pure function of one text that keeps its last answers, but not `undefined`: for what every request asks again. */
export function remember<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= limit) known.clear()
    const now = answer(text)
    known.set(text, now)
    return now
  }
}
