/**
 * AWS has two runtimes for Node.js, both public in aws-lambda-nodejs-runtime-interface-client: the one at da5777a
 * (RIC3) up to nodejs22.x, the one at 90b5b5b (RIC4) since nodejs24.x, without callbacks.
 */
const version = /nodejs(\d+)\.x$/.exec(process.env.AWS_EXECUTION_ENV)?.[1]

export const isModern = Number(version) >= 24
