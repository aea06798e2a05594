/** The brokers of the tests that need any; `infra/kafka/local/jest-setup.ts` names them. */
export function testBrokers(): string[] {
  const brokers = process.env['LONGBOX_TEST_KAFKA_BROKERS'];
  if (brokers === undefined) throw new Error('run these tests as `jest --selectProjects kafka`');
  return brokers.split(',');
}
