import { jest } from '@jest/globals'
import { startLocalStack } from '../../src/cloud/localstack.ts'
import { describeConformance } from './suite.ts'

jest.setTimeout(150_000)

describeConformance('LocalStack 4.14.0, held to AWS but for the known differences', false, () =>
  startLocalStack({ starting: () => {} }, new AbortController().signal),
)
