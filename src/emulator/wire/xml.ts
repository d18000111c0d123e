/** What an element of XML, as AWS's older protocols speak it, holds: a text, or elements by their names. */
export type XmlValue = string | number | { readonly [name: string]: XmlValue | undefined }

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML cannot carry at all is left out. */
const escaped = (text: string) =>
  text
    .replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

export function element(name: string, value: XmlValue, attributes = ''): string {
  const inside =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, item]) => (item === undefined ? '' : element(key, item)))
          .join('')
      : escaped(String(value))
  return `<${name}${attributes}>${inside}</${name}>`
}
