import { isAbsent } from '../../../json.ts'
import { javaRegex } from '../../javaRegex.ts'
import { matchesWhole, runRegex } from './boundedRegex.ts'
import { inBounds, integer, type Method, text } from './methodArguments.ts'
import { toText } from './printed.ts'
import { checkLength, isList, TemplateError, type Value } from './values.ts'

/** Java's replacement texts know `$1` and `\`, not JavaScript's `$&` and its like. */
const replacement = (value: string) =>
  value.replace(/\\(.)|\$(\d)|\$/g, (_, escaped: string | undefined, group: string | undefined) => {
    if (group !== undefined) return group === '0' ? '$&' : `$${group}`
    return escaped === undefined || escaped === '$' ? '$$' : escaped
  })

function regex(pattern: string, flags: string): RegExp {
  const compiled = javaRegex(pattern, flags)
  if (!compiled) throw new TemplateError(`${pattern} is no regular expression`)
  return compiled
}

function replaceBy(self: string, [pattern, by]: readonly Value[], flags: string): string {
  const expression = regex(toText(pattern), flags)
  return runRegex(expression, self.length, () => self.replace(expression, replacement(toText(by))))
}

/** Java's: at most `limit` parts where that is above 0; where it is 0, the empty texts at the end are left out. */
function split(self: string, pattern: string, limit: number): string[] {
  const separator = regex(pattern, 'g')
  const parts: string[] = []
  let from = 0
  runRegex(separator, self.length, () => {
    for (const { 0: text, index } of self.matchAll(separator)) {
      if (parts.length === limit - 1) break
      if (index + text.length === 0) continue // Java begins with no empty text
      parts.push(self.slice(from, index))
      from = index + text.length
    }
  })
  if (parts.length === 0) return [self]
  parts.push(self.slice(from))
  while (limit === 0 && parts.at(-1) === '') parts.pop()
  return parts
}

function substring(self: string, args: readonly Value[]): string {
  const end = args.length > 1 ? inBounds(integer(args, 1), self.length) : self.length
  return self.substring(inBounds(integer(args), end), end)
}

/** How far apart the first characters are that differ, or else how much longer one is. */
function compare(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const differ = at < a.length && at < b.length
  return differ ? a.charCodeAt(at) - b.charCodeAt(at) : a.length - b.length
}

/** Java's String.hashCode: 32 bits. */
function hashOf(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (31 * hash + text.charCodeAt(at)) | 0
  return hash
}

/** Java's String.join: of texts alone (else it throws a ClassCastException), and null is the text `null`. */
function join(separator: string, parts: readonly Value[]): string {
  return parts.reduce<string>((text, part, i) => {
    if (typeof part !== 'string' && !isAbsent(part)) throw new TemplateError('What is joined is no text')
    return checkLength(`${text}${i > 0 ? separator : ''}${part ?? 'null'}`)
  }, '')
}

/** Those of Java's String that templates have here. */
export const textMethods: Readonly<Record<string, Method<string>>> = {
  length: (self) => self.length,
  isEmpty: (self) => self === '',
  contains: (self, args) => self.includes(text(args)),
  startsWith: (self, args) => self.startsWith(text(args), integer(args, 1)),
  endsWith: (self, args) => self.endsWith(text(args)),
  indexOf: (self, args) => self.indexOf(text(args), integer(args, 1)),
  lastIndexOf: (self, args) => self.lastIndexOf(text(args), args.length > 1 ? integer(args, 1) : undefined),
  substring,
  subSequence: substring,
  charAt: (self, args) => self.charAt(inBounds(integer(args), self.length - 1)),
  codePointAt: (self, args) => self.codePointAt(inBounds(integer(args), self.length - 1)),
  concat: (self, args) => self + text(args),
  replace: (self, args) => self.replaceAll(text(args), () => text(args, 1)),
  replaceAll: (self, args) => replaceBy(self, args, 'g'),
  replaceFirst: (self, args) => replaceBy(self, args, ''),
  split: (self, args) => split(self, text(args), integer(args, 1)),
  matches: (self, args) => matchesWhole(text(args), self),
  toUpperCase: (self) => self.toUpperCase(),
  toLowerCase: (self) => self.toLowerCase(),
  trim: (self) => self.trim(),
  equals: (self, args) => self === args[0],
  equalsIgnoreCase: (self, args) => self.toLowerCase() === text(args).toLowerCase(),
  contentEquals: (self, args) => self === text(args),
  compareTo: (self, args) => compare(self, text(args)),
  compareToIgnoreCase: (self, args) => compare(self.toLowerCase(), text(args).toLowerCase()),
  hashCode: hashOf,
  // Java's static ones, by any text: `#set($String = "")$String.join(",", $list)`.
  valueOf: (_: string, args: readonly Value[]) => text(args),
  join: (_, [separator, ...parts]) => join(toText(separator), isList(parts[0]) ? parts[0] : parts),
}
