/** What an integration's URI calls. */
export interface CalledFunction {
  /** Without a version or alias. */
  readonly arn: string
  /** The version or alias. */
  readonly qualifier?: string
}

const invocation =
  /^arn:aws:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/(arn:aws:lambda:[^:]+:\d+:function:[^:/]+)(?::([\w$-]+))?\/invocations$/

/** Undefined where a URI is no Lambda invocation. */
export function calledFunction(uri: string | undefined): CalledFunction | undefined {
  const [, arn, qualifier] = invocation.exec(uri ?? '') ?? []
  return arn === undefined ? undefined : { arn, qualifier }
}
