import { notFound } from '../wire/awsError.ts'
import { own, type StringMap, withEntry, withoutEntry } from './maps.ts'
import type { Patch, PatchRule } from './patch.ts'

/** An empty text takes a member away. */
export const orAbsent = (text: string | undefined) => text || undefined

/** `/{member}`, which can only be replaced; `read` throws where a text is none of its values. */
export const replacing = <Member extends string, V>(
  member: Member,
  read: (text: string | undefined) => V,
) => ({
  path: `/${member}`,
  ops: ['replace'] as const,
  apply: (_: unknown, { value }: Patch) => ({ [member]: read(value) }) as { readonly [M in Member]: V },
})

const missing = {
  name: 'Invalid parameter name specified',
  contentType: 'Content-Type specified was not found',
}

/**
 * `/{member}/{key}`, one entry of a map: `add` puts it, `replace` and `remove` need it to be there
 * (test_update_method_wrong_param_names).
 */
export const entriesOf = <Member extends string, V>(
  member: Member,
  key: keyof typeof missing,
  read: (text: string, key: string) => V,
): PatchRule<{ readonly [M in Member]?: StringMap<V> | undefined }> => ({
  path: `/${member}/{${key}}`,
  ops: ['add', 'replace', 'remove'],
  apply: (record, patch) => {
    const map = record[member]
    if (patch.op !== 'add' && own(map, patch.key) === undefined) throw notFound(missing[key])
    const changed =
      patch.op === 'remove'
        ? withoutEntry(map, patch.key)
        : withEntry(map, patch.key, read(patch.value ?? '', patch.key))
    return { [member]: changed } as { readonly [M in Member]: StringMap<V> | undefined }
  },
})
