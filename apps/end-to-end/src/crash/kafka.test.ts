import { crashMatrix, crashOfOneBroker } from './crash-matrix.ts';
import { onKafka } from './event-logs.ts';

crashMatrix('Kafka', () => onKafka(1), 1);
crashOfOneBroker(() => onKafka(3));
