/** Which cloud a command is to work on: a word on the command line, else WORKSHOP_CLOUD, else the embedded one. */
export type CloudChoice =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'localstack' }
  | { readonly kind: 'endpoint'; readonly endpoint: string }
  | { readonly kind: 'aws' }

/** `embedded`, `localstack`, `aws` or `http://…`; undefined for any other word. */
export function readCloudWord(word: string): CloudChoice | undefined {
  if (word === 'embedded' || word === 'localstack' || word === 'aws') return { kind: word }
  return /^https?:\/\/[^/]+/.test(word) ? { kind: 'endpoint', endpoint: word.replace(/\/+$/, '') } : undefined
}

/** An address of AWS's own. Work there costs money and is seen by others, so it needs a word of its own. */
export const isAws = (endpoint: string): boolean =>
  /(^|\.)(amazonaws\.com|api\.aws)(\.cn)?$/i.test(new URL(endpoint).hostname)
