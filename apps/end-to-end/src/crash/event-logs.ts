import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLog, openKafkaLog, type InspectableLog } from '@longbox/events';
import { pino } from 'pino';
import { startLocalKafka } from '../../../../infra/kafka/local/cluster.ts';
import type { Server } from './server.ts';

/** The event log that a store is put on. */
export interface LogUnderTest {
  /** What the store is told of it, beside the URL of the embedded one's database. */
  readonly environment: Readonly<Record<string, string>>;
  /** Opens it for reading. */
  open(server: Server): Promise<InspectableLog>;
  /** Ends one of its brokers as a crash would; absent where there is none beside PostgreSQL. */
  readonly stopBroker?: (index: number) => Promise<void>;
  readonly startBroker?: (index: number) => Promise<void>;
  close(): Promise<void>;
}

const logger = pino({ level: 'silent' });
const LOCAL_KAFKA = join(__dirname, '../../../../infra/kafka/local');

/** The one on PostgreSQL alone, which crashes with it. */
export function onEmbeddedLog(): LogUnderTest {
  return {
    environment: {},
    open: ({ urls }) => openEmbeddedLog({ url: urls.events, logger }),
    close: () => Promise.resolve(),
  };
}

/** A Kafka of its own, which the store's processes reach at the same addresses after each restart. */
export async function onKafka(nodes: 1 | 3): Promise<LogUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-crash-kafka-'));
  const kafka = await startLocalKafka({ folder: LOCAL_KAFKA, dataDir: folder, nodes });
  const { brokers } = kafka;
  return {
    environment: { KAFKA_BROKERS: brokers.join(','), KAFKA_SESSION_SECONDS: '3' },
    open: () => openKafkaLog({ brokers, logger }),
    stopBroker: (index) => kafka.stopNode(index, 'SIGKILL'),
    startBroker: (index) => kafka.startNode(index),
    async close() {
      await kafka.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
