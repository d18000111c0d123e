export { type Clone, makeClone, type Ran } from '../src/verify/clone.ts'
