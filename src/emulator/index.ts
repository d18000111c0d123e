/** The embedded cloud: AWS Lambda and API Gateway REST APIs in one Node process. This is its whole border. */
export type { AccountCopy } from './accounts.ts'
export { allows as policyAllows, type Statement as PolicyStatement } from './lambda/policy.ts'
export { type Emulator, type EmulatorOptions, startEmulator } from './start.ts'
export { refuseMalformed } from './wire/dispatch.ts'
export { matchOperation as identifyOperation } from './wire/router.ts'
