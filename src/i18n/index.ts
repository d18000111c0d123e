import { en } from './en.ts'

/** Every text that a person reads, in the language in use. */
export type Texts = typeof en
export const texts: Texts = en
