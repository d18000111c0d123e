/** Tests run as the code does: ES modules, TypeScript stripped of its types. */
export const base = {
  testEnvironment: 'node',
  testTimeout: 30_000, // to end what hangs, also on a machine with much else to do
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
}

export default {
  ...base,
  maxWorkers: 2, // the command line's tests wait for processes of their own most of the time
  globalSetup: './test/notRun.mjs',
  testPathIgnorePatterns: ['/node_modules/', '\\.localstack\\.test\\.ts$'],
}
