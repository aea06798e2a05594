import pino from 'pino';
import { deadLettersContract } from '../dead-letters.contract.ts';
import { eventLogContract } from '../event-log.contract.ts';
import { openKafkaLog } from './kafka-log.ts';
import { testBrokers } from './test-brokers.fixtures.ts';

for (const contract of [eventLogContract, deadLettersContract])
  contract('Kafka', () =>
    Promise.resolve({
      open: (options) =>
        openKafkaLog({ brokers: testBrokers(), logger: pino({ level: 'silent' }), ...options }),
      dispose: () => Promise.resolve(),
    }),
  );
