import { describe, it } from '@jest/globals';
import { crashMatrix, crashOfOneBroker } from './crash-matrix.ts';
import { onKafka } from './event-logs.ts';

if (process.env['LONGBOX_CRASH_KAFKA'] === undefined)
  describe('a store on Kafka', () => {
    it.todo('loses nothing and does nothing twice: there is no Kafka to show it on');
  });
else {
  crashMatrix('Kafka', () => onKafka(1), 1);
  crashOfOneBroker(() => onKafka(3));
}
