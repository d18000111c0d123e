import { notImplemented } from '../wire/awsError.ts'
import { own, type StringMap } from './maps.ts'

/** Settings of 2025 and later that this cloud cannot honour: it refuses, it never pretends. */
export const notSupported = (noun: string, members: readonly string[]) =>
  notImplemented(`${noun} with ${members.join(', ')} are`)

/** Throws for members of an input that ask for more than their default; '' where nothing is the default. */
export function refuseMembers(noun: string, input: object, defaults: StringMap<string>): void {
  const asked = Object.entries(input)
    .filter(([member, value]) => value && value !== (own(defaults, member) ?? value))
    .map(([member]) => member)
  if (asked.length > 0) throw notSupported(noun, asked)
}

/** A patch of such a member: its default changes nothing. */
export const refusePatch =
  (noun: string, usual: string) =>
  (_: unknown, { path, value = '' }: { readonly path: string; readonly value: string | undefined }) => {
    if (value !== usual) throw notSupported(noun, [path.slice(1)])
    return {}
  }
