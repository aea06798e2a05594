import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalKafka, type LocalKafka } from './cluster.ts';

declare global {
  var longboxTestKafka: { readonly kafka: LocalKafka; readonly folder: string } | undefined;
}

/** A Kafka for the tests that are about Kafka: the one of `KAFKA_BROKERS`, or one of this run's own. */
export default async function setUp({ rootDir }: { readonly rootDir: string }): Promise<void> {
  // A variable of the tests' own: stores that other tests start are not to find a Kafka.
  const given = process.env['KAFKA_BROKERS'];
  if (given !== undefined) {
    process.env['LONGBOX_TEST_KAFKA_BROKERS'] = given;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'longbox-kafka-tests-'));
  try {
    const kafka = await startLocalKafka({
      folder: join(rootDir, 'infra/kafka/local'),
      dataDir: folder,
      nodes: 1,
      say: (line) => process.stderr.write(`Kafka tests: ${line}\n`),
    });
    globalThis.longboxTestKafka = { kafka, folder };
    process.env['LONGBOX_TEST_KAFKA_BROKERS'] = kafka.brokers.join(',');
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
