/**
 * Rounds of load: the same requests to each of some servers in turns, and what that cost them. Its argument names a file with `targets`
 * (`key`, `url`, `pids`), `rounds`, `seconds` for each, or `requests` for each, `connections`, `headers` and `bodies`; the last line that it says is
 * what each round found. Every other round goes through the targets backwards, so that none is always after the same one. A target may have `bodies`
 * of its own, `headers` beside those, and addresses that are asked before it is measured (`before`) and as the last thing that is measured (`after`).
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
function staggered({ url, bodies, headers }) {
  let next = 0;
  const share = Math.max(1, Math.floor(bodies.length / connections));
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

async function ask(address) {
  if (address === undefined) return;
  const answer = await fetch(address, { headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`${address}: ${await answer.text()}`);
}

const found = [];
for (let round = 0; round < rounds; round += 1) {
  const results = [];
  for (const { key, url, pids, before, after, ...own } of round % 2 === 1 ? targets.toReversed() : targets) {
    const cpu = () => pids.map(cpuTimeMs);
    await ask(before);
    const cpuBefore = cpu();
    const { requests, latency, duration, non2xx, errors, timeouts } = await staggered({
      url,
      bodies: own.bodies ?? bodies,
      headers: { ...headers, ...own.headers },
    });
    await ask(after);
    const cpuAfter = cpu();
    results.push({
      key,
      perSecond: requests.total / duration,
      p50Ms: latency.p50,
      p99Ms: latency.p99,
      failures: non2xx + errors + timeouts,
      cpuMs: cpuAfter.map((ms, i) => (ms - cpuBefore[i]) / requests.total),
    });
  }
  found.push(results);
}
console.log(JSON.stringify(found));
