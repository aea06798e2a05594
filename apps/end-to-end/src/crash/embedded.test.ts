import { crashMatrix } from './crash-matrix.ts';
import { onEmbeddedLog } from './event-logs.ts';

crashMatrix('the embedded event log', () => Promise.resolve(onEmbeddedLog()), 0);
