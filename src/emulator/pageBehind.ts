/**
 * One page of a list: the items behind a key, in the order of their keys, at most `size`; and the last one's key where more
 * follow. A place in the list is such a key, so that nothing is given twice or left out when items come and go between
 * two pages.
 */
export function pageBehind<T>(
  key: string,
  all: readonly T[],
  keyOf: (item: T) => string,
  size: number,
): { readonly items: readonly T[]; readonly last?: string } {
  const rest = all.filter((item) => keyOf(item) > key).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const items = rest.slice(0, size)
  const last = items.at(-1)
  return last && rest.length > size ? { items, last: keyOf(last) } : { items }
}
