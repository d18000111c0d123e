/** Digits behind the point of a number, as JavaScript writes it: `0.01`, `1e-7`. */
function decimalsOf(number: number): number {
  const [digits = '', exponent = '0'] = String(number).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}

/** In whole numbers: 4.35 is a multiple of 0.01, though not for a processor. */
export function isMultiple(value: number | bigint, divisor: number): boolean {
  if (typeof value === 'bigint' && Number.isInteger(divisor)) return value % BigInt(divisor) === 0n
  const number = Number(value)
  const scale = 10 ** Math.max(decimalsOf(number), decimalsOf(divisor))
  if (!Number.isFinite(number * scale)) return Number.isInteger(number / divisor)
  return Math.round(number * scale) % Math.round(divisor * scale) === 0
}
