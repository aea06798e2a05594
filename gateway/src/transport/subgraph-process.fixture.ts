import { serveSubgraph } from '@longbox/subgraph';
import { startTelemetry, tracesAreWanted } from '@longbox/telemetry';
import { pino } from 'pino';
import { SECRET, liveSubgraph, type LiveName } from './live-subgraphs.fixtures.ts';

/** A subgraph in a process of its own: its name; it prints its URL. */
const name = (process.argv[2] ?? 'order') as LiveName;
if (tracesAreWanted(process.env)) await startTelemetry({ service: name, onProblem: console.error });
const { url } = await serveSubgraph(liveSubgraph(name), {
  host: '127.0.0.1',
  port: 0,
  secret: SECRET,
  logger: pino({ level: 'silent' }),
});
console.log(url);
