import type { AwsCall, RecordedCall } from '../cloud/calls.ts'
import type { Inventory } from './inventory.ts'
import { membersIn, show } from './json.ts'

/** The member of a request's body that tells one call of an operation from another. */
const tellingMember: Readonly<Record<string, string>> = {
  CreateRestApi: 'name',
  CreateResource: 'pathPart',
  CreateDeployment: 'stageName',
  CreateStage: 'stageName',
  CreateFunction: 'FunctionName',
}

/** What a call was about, by names rather than ids: `GET /Lambdaexample`, `Lambdaexample {"key1":…}`, `prod`. */
function objectOf({ target, requestBody }: AwsCall, { apis }: Inventory): string {
  const { restApiId, resourceId, httpMethod, FunctionName, stageName } = target.labels
  const telling = tellingMember[target.operation]
  if (telling) return String(membersIn(requestBody)[telling] ?? '')
  if (FunctionName !== undefined)
    return target.operation === 'Invoke' ? `${FunctionName} ${show(requestBody)}`.trim() : FunctionName
  const api = apis.find(({ id }) => id === restApiId)
  if (resourceId !== undefined) {
    const path = api?.resources.find(({ id }) => id === resourceId)?.path ?? resourceId
    return httpMethod === undefined ? path : `${httpMethod} ${path}`
  }
  if (stageName !== undefined) return stageName
  return restApiId === undefined ? '' : (api?.name ?? restApiId)
}

/** A call in one line as a person would say it: `PutMethod GET /Lambdaexample`, `GET /default/Lambdaexample`. */
export function describeCall(call: RecordedCall, inventory: Inventory): string {
  const { target, method, path } = call
  if (target.kind === 'invoke-url') return `${method} /${target.stageName}${target.path}`
  if (target.kind === 'other') return `${method} ${path}`
  return `${target.operation} ${objectOf({ ...call, target }, inventory)}`.trim()
}
