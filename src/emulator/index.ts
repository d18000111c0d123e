/** The embedded cloud: AWS Lambda and API Gateway REST APIs in one Node process. This is its whole border. */
export type { AccountCopy } from './accountCopy.ts'
export { allows as policyAllows, type Statement as PolicyStatement } from './lambda/policy.ts'
export { copyOf, type ObservedAccount, type ObservedApi, type ObservedFunction } from './observed.ts'
export { type Emulator, startEmulator } from './start.ts'
export { matchOperation as identifyOperation } from './wire/operations.ts'
