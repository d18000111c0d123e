import type { Handlers } from '../context.ts'
import { accountHandlers } from './accountSettings.ts'
import { aliasHandlers } from './aliases.ts'
import { concurrencyHandlers } from './concurrency.ts'
import { functionHandlers } from './functions.ts'
import { invokeHandlers } from './invoke.ts'
import { acrossAccounts } from './otherAccounts.ts'
import { permissionHandlers } from './permissions.ts'
import { readHandlers } from './readFunctions.ts'
import { tagHandlers } from './tags.ts'
import { unsetHandlers } from './unset.ts'
import { versionHandlers } from './versions.ts'

/** Every operation of Lambda that this cloud answers, by AWS's name. */
export const lambdaHandlers: Handlers = acrossAccounts({
  ...functionHandlers,
  ...readHandlers,
  ...invokeHandlers,
  ...permissionHandlers,
  ...versionHandlers,
  ...aliasHandlers,
  ...tagHandlers,
  ...concurrencyHandlers,
  ...accountHandlers,
  ...unsetHandlers,
})
