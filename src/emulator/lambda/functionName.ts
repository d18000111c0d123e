import type { Call } from '../context.ts'
import { remember } from '../remember.ts'
import { AwsError, invalidParameter, lambdaNotFound } from '../wire/awsError.ts'

/** A function as a request names it. `qualifier` is a version's number, an alias or `$LATEST`. */
export interface Target {
  readonly name: string
  readonly qualifier?: string
}

export interface FunctionArn extends Target {
  readonly region: string
  readonly account: string
}

/** Groups: region, account, name, qualifier. The wire has checked the name against AWS's own pattern. */
const region = '(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d'
const pattern = new RegExp(
  `^(?:arn:[^:]*:lambda:)?(?:(${region}):)?(?:(\\d{12}):)?(?:function:)?([\\w.-]+)(?::(\\$?[\\w.-]+))?$`,
)

export const functionArn = (call: Pick<Call, 'account' | 'region'>, name: string, qualifier?: string) =>
  `arn:aws:lambda:${call.region}:${call.account}:function:${name}${qualifier === undefined ? '' : `:${qualifier}`}`

interface Parts extends Target {
  readonly region?: string
  readonly account?: string
}

/** The parts of a name, a partial or a full ARN. */
export function parseFunctionName(text: string): Parts | undefined {
  const [, region, account, name, qualifier] = pattern.exec(text) ?? []
  return name === undefined ? undefined : { region, account, name, qualifier }
}

/** A full ARN's parts; undefined for anything else. */
export const parseFunctionArn = remember((text): FunctionArn | undefined => {
  const parts = parseFunctionName(text)
  if (!text.startsWith('arn:') || parts?.region === undefined || parts.account === undefined) return undefined
  return { ...parts, region: parts.region, account: parts.account }
})

/** Lambda's answer to the ARN of a function of another region. */
export const unreachable = (region: string, here: string) =>
  lambdaNotFound(`Functions from '${region}' are not reachable in this region ('${here}')`)

/**
 * Reads FunctionName (a name, a partial or a full ARN) and Qualifier. Throws AWS's error
 * for a function of another region (404) or account (403) and for two qualifiers that differ.
 */
export function readTarget(call: Call, functionName: string, qualifier?: string): Target {
  const parts = parseFunctionName(functionName)
  if (!parts) throw new Error(`unreadable function name ${functionName}`)
  if (parts.region !== undefined && parts.region !== call.region) throw unreachable(parts.region, call.region)
  // Recorded without any text (test_function_arns).
  if (parts.account !== undefined && parts.account !== call.account)
    throw new AwsError('AccessDeniedException', 403, '')
  if (parts.qualifier !== undefined && qualifier !== undefined && parts.qualifier !== qualifier)
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    )
  return { name: parts.name, qualifier: qualifier ?? parts.qualifier }
}

/** Reads the FunctionName of an operation that is the function's as a whole; `complaint` is AWS's text for a qualifier. */
export function readFunctionName(
  call: Call,
  functionName: string,
  complaint: string,
  allowed?: string,
): string {
  const { name, qualifier } = readTarget(call, functionName)
  if (qualifier !== allowed && qualifier !== undefined) throw invalidParameter(complaint)
  return name
}
