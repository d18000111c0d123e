import { relative } from 'node:path'
import type { Notices } from '../cloud/learnerCloud.ts'
import { texts } from '../i18n/index.ts'
import { root } from '../steps.ts'

/** What has to be said about the learner's cloud goes to stderr, beside a command's own output. */
export const notices: Notices = {
  waiting: (what) => console.error(texts.commands.waiting(what)),
  setAside: (file, copy) =>
    console.error(texts.commands.setAside(relative(root, file), relative(root, copy))),
}
