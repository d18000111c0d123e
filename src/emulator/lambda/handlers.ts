import type { Handlers } from '../context.ts'
import { GetAccountSettings } from './account.ts'
import { CreateAlias, DeleteAlias, GetAlias, ListAliases, UpdateAlias } from './aliases.ts'
import { DeleteFunctionConcurrency, GetFunctionConcurrency, PutFunctionConcurrency } from './concurrency.ts'
import { CreateFunction } from './createFunction.ts'
import { DeleteFunction } from './deleteFunction.ts'
import { Invoke } from './invoke.ts'
import { acrossAccounts } from './otherAccounts.ts'
import { AddPermission, GetPolicy, RemovePermission } from './permissions.ts'
import { GetFunction, GetFunctionConfiguration, ListFunctions } from './readFunctions.ts'
import { ListTags, TagResource, UntagResource } from './tags.ts'
import { unsetHandlers } from './unset.ts'
import { UpdateFunctionCode, UpdateFunctionConfiguration } from './updateFunction.ts'
import { ListVersionsByFunction, PublishVersion } from './versions.ts'

/** Every operation of Lambda that this cloud answers, by AWS's name. */
export const lambdaHandlers: Handlers = acrossAccounts({
  CreateFunction,
  GetFunction,
  GetFunctionConfiguration,
  ListFunctions,
  UpdateFunctionCode,
  UpdateFunctionConfiguration,
  DeleteFunction,
  Invoke,
  AddPermission,
  GetPolicy,
  RemovePermission,
  PublishVersion,
  ListVersionsByFunction,
  CreateAlias,
  GetAlias,
  UpdateAlias,
  DeleteAlias,
  ListAliases,
  TagResource,
  UntagResource,
  ListTags,
  PutFunctionConcurrency,
  GetFunctionConcurrency,
  DeleteFunctionConcurrency,
  GetAccountSettings,
  ...unsetHandlers,
})
