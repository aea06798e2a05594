import { openEmbeddedLog } from '@longbox/events';
import { pino } from 'pino';
import { crashMatrix } from './crash-matrix.ts';

const logger = pino({ level: 'silent' });

crashMatrix('the embedded event log', () =>
  Promise.resolve({
    environment: {},
    openLog: ({ urls }) => openEmbeddedLog({ url: urls.events, logger }),
  }),
);
