/**
 * Rounds of load: the same requests to each of some servers in turns, and what that cost them. Its argument names a file with `targets`
 * (`key`, `url`, `pids`), `rounds`, `seconds` for each, or `requests` for each, `connections`, `headers` and `bodies`; the last line that it says is
 * what each round found. Every other round goes through the targets backwards, so that none is always after the same one.
 */
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { cpuTimeMs } from '../src/cpu-time.ts';

const {
  targets,
  rounds,
  seconds,
  requests: amount,
  connections,
  headers,
  bodies,
} = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** autocannon looks this often whether it is at its end, every second if left alone: a turn of some hundred requests takes a tenth of that. */
const LOOK_MS = 50;

/** Each connection begins elsewhere, so that no two ask for the same page at the same time. */
function staggered(url) {
  let next = 0;
  const share = Math.floor(bodies.length / connections);
  return autocannon({
    url,
    connections,
    ...(amount ? { amount, sampleInt: LOOK_MS } : { duration: seconds }),
    method: 'POST',
    headers,
    setupClient(client) {
      const from = share * next;
      next += 1;
      client.setRequests([...bodies.slice(from), ...bodies.slice(0, from)].map((body) => ({ body })));
    },
  });
}

const found = [];
for (let round = 0; round < rounds; round += 1) {
  const results = [];
  for (const { key, url, pids } of round % 2 === 1 ? targets.toReversed() : targets) {
    const cpu = () => pids.map(cpuTimeMs);
    const before = cpu();
    const { requests, latency, duration, non2xx, errors, timeouts } = await staggered(url);
    const after = cpu();
    results.push({
      key,
      perSecond: requests.total / duration,
      p50Ms: latency.p50,
      p99Ms: latency.p99,
      failures: non2xx + errors + timeouts,
      cpuMs: after.map((ms, i) => (ms - before[i]) / requests.total),
    });
  }
  found.push(results);
}
console.log(JSON.stringify(found));
