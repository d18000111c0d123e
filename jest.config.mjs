import { canRunLocalStack } from './test/canRunLocalStack.mjs'

/** Tests run as the code does: ES modules, TypeScript stripped of its types. */
export default async () => {
  const localstack = await canRunLocalStack()
  if (!localstack.can)
    console.log(`Not run: the tests on LocalStack (*.localstack.test.ts), since ${localstack.why}.`)
  return {
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '\\.ts$': [
        '@swc/jest',
        {
          jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
          module: { type: 'es6' },
          sourceMaps: 'inline',
        },
      ],
    },
    modulePathIgnorePatterns: ['<rootDir>/.workshop/'],
    testPathIgnorePatterns: ['/node_modules/', ...(localstack.can ? [] : ['\\.localstack\\.test\\.ts$'])],
  }
}
