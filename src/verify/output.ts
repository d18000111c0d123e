import type { Block } from './documents.ts'

/** Ids, accounts, ports and times differ from run to run; they stand for each other. */
const shape = (text: string) =>
  text
    .replace(/\b[a-z0-9]{10}\b(?=[/.:)\s]|$)/g, 'API')
    .replace(/\b(?=[a-z]*\d)[a-z0-9]{6}\b/g, 'ID')
    .replace(/\b\d{12}\b/g, 'ACCOUNT')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\b\d+(\.\d+)? (ms|MB)\b/g, 'N $2')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
    .trim()

/** A block that shows what a script prints: lines of it that the script does not print. `…` stands for anything. */
export function unprinted({ text, document }: Block, printed: string): readonly string[] {
  const found = printed.split('\n').map(shape)
  return text
    .split('\n')
    .map(shape)
    .filter((line) => line !== '' && line !== '…' && line !== '...')
    .filter((line) => {
      const parts = line.split('…')
      return !found.some((other) =>
        parts.length > 1 ? parts.every((part) => other.includes(part.trim())) : other === line,
      )
    })
    .map((line) => `${document.file}: the script does not print "${line}"`)
}

/** Blocks of a page that follow words like "prints". */
export const isPrinted = ({ language, before, document }: Block) =>
  language === 'text' && /\b(prints|shows|printed)\b.*:$/.test(before) && document.step !== undefined
