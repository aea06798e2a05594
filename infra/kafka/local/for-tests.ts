import { KafkaUnavailable, kafkaJars } from './jars.ts';

export interface KafkaForTests {
  /** Whether tests can start brokers of their own. */
  readonly startable: boolean;
  /** Whether there is a broker for those that need any: `KAFKA_BROKERS` names one, or the run starts one. */
  readonly there: boolean;
}

/**
 * Which tests on Kafka this machine can run; the others are left out, with a line that says why. Without Kafka at all it throws
 * `KafkaUnavailable` when `LONGBOX_TEST_KAFKA` is `required`.
 */
export async function kafkaForTests(folder: string): Promise<KafkaForTests> {
  const say = (line: string) => process.stderr.write(`Kafka tests: ${line}\n`);
  try {
    await kafkaJars(folder, say);
    return { startable: true, there: true };
  } catch (error) {
    if (!(error instanceof KafkaUnavailable) || process.env['LONGBOX_TEST_KAFKA'] === 'required') throw error;
    const there = process.env['KAFKA_BROKERS'] !== undefined;
    say(`${there ? 'those that start brokers of their own' : 'all'} are left out. ${error.message}`);
    return { startable: false, there };
  }
}
