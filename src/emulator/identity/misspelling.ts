/** Whether two names differ in one letter, that is another, missing or too much. */
export function differInOne(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let same = 0
  while (a[same] === b[same]) same++
  return a.slice(same + Number(a.length >= b.length)) === b.slice(same + Number(b.length >= a.length))
}
