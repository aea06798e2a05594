import pino from 'pino';
import { eventLogContract } from '../event-log.contract.ts';
import { openKafkaLog } from './kafka-log.ts';

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',');

eventLogContract('Kafka', () =>
  Promise.resolve({
    open: (options) => openKafkaLog({ brokers, logger: pino({ level: 'silent' }), ...options }),
    dispose: () => Promise.resolve(),
  }),
);
