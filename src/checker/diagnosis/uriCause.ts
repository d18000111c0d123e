import { texts } from '../../i18n/index.ts'
import type { Evidence } from '../model.ts'
import { findFunction } from '../subjects.ts'

const { facts } = texts

/** An integration's URI in its parts, as loosely as a learner may write it. */
const form = /^arn:aws:apigateway:([^:]*):lambda:path\/([^/]*)\/functions\/(.*?)(\/invocations)?$/

/** The part by which a URI misses the one that invokes the function; '' where it is another thing altogether. */
export function missedUriPart(uri: string, { identity, inventory }: Evidence): string {
  const [, region, version = '', called = '', end = ''] = form.exec(uri) ?? []
  const arn = findFunction(inventory)?.arn ?? ''
  if (region === undefined) return ''
  const parts: readonly (readonly [string, string, string])[] = [
    [facts.arnPart.region, region, identity.region],
    [facts.arnPart.version, version, '2015-03-31'],
    [facts.arnPart.end, end, '/invocations'],
    [facts.arnPart.function, called.split(':').at(-1) ?? '', arn.split(':').at(-1) ?? ''],
    [facts.arnPart.function, called, arn],
  ]
  const missed = parts.find(([, found, wanted]) => found !== wanted)
  return missed ? facts.partOf(...missed) : ''
}
