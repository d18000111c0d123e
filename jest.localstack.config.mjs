import { base } from './jest.config.mjs'

/** The tests that start LocalStack in a container, one file at a time: they count containers. */
export default { ...base, maxWorkers: 1, testMatch: ['**/*.localstack.test.ts'] }
