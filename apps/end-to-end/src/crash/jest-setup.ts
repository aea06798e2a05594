import { join } from 'node:path';
import { KafkaUnavailable, kafkaJars } from '../../../../infra/kafka/local/jars.ts';

/**
 * Sees whether this machine can run Kafka, which the crash tests start and stop by themselves. Where it cannot they are skipped, with a line
 * that says why; when `LONGBOX_TEST_KAFKA` is `required`, that fails the run.
 */
export default async function setUp({ rootDir }: { readonly rootDir: string }): Promise<void> {
  try {
    await kafkaJars(join(rootDir, 'infra/kafka/local'), (line) =>
      process.stderr.write(`crash tests: ${line}\n`),
    );
    process.env['LONGBOX_CRASH_KAFKA'] = 'there';
  } catch (error) {
    if (!(error instanceof KafkaUnavailable) || process.env['LONGBOX_TEST_KAFKA'] === 'required') throw error;
    process.stderr.write(`The crash tests on Kafka are skipped. ${error.message}\n`);
  }
}
