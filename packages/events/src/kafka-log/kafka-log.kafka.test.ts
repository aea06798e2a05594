import { describe, it } from '@jest/globals';
import pino from 'pino';
import { deadLettersContract } from '../dead-letters.contract.ts';
import { eventLogContract } from '../event-log.contract.ts';
import { openKafkaLog } from './kafka-log.ts';

const brokers = process.env['LONGBOX_TEST_KAFKA_BROKERS']?.split(',');

if (brokers === undefined)
  describe('the event log on Kafka', () => {
    it.todo('keeps the contract of the port: there is no broker to show it on');
  });
else
  for (const contract of [eventLogContract, deadLettersContract])
    contract('Kafka', () =>
      Promise.resolve({
        open: (options) => openKafkaLog({ brokers, logger: pino({ level: 'silent' }), ...options }),
        dispose: () => Promise.resolve(),
      }),
    );
