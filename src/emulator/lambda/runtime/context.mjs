/** What a handler's context tells, of the function and of one invocation. */
const { env } = process

/** Read once: the environment is slow to ask. */
export const sameForAll = {
  functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
  functionName: env.AWS_LAMBDA_FUNCTION_NAME,
  memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
}

export const ofInvocation = (job) => ({
  clientContext: job.clientContext === undefined ? undefined : JSON.parse(job.clientContext),
  identity: undefined,
  invokedFunctionArn: job.invokedArn,
  awsRequestId: job.requestId,
  tenantId: undefined,
  getRemainingTimeInMillis: () => job.deadline - Date.now(),
})
