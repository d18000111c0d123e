import { randomInt } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** An id as API Gateway makes them: small letters and digits, 10 for an API, 6 for what is inside it. */
export const newId = (length: 6 | 10): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
