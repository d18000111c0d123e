/** Said once, before the tests: what this command leaves out. */
export default () =>
  console.log('\nNot run here: the tests on LocalStack, which need Docker (npm run test:localstack).')
