import { pino } from 'pino';
import { startLiveGateway, transportsTo } from './live.fixtures.ts';
import { openRedisBus } from './redis-bus.ts';

/** A gateway in a process of its own, for tests that kill it: the URLs of its subgraphs as JSON, that of Redis; it prints its own. */
const [subgraphs = '{}', redis = ''] = process.argv.slice(2);
const gateway = await startLiveGateway(transportsTo(JSON.parse(subgraphs) as Record<string, string>), {
  bus: await openRedisBus(redis, pino({ level: 'silent' })),
  relayTimes: { lease: 600, beat: 150, patience: 400 },
});
console.log(gateway.url);
