import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { arrive } from '../arrivals.ts';
import { Graph } from '../graph.ts';
import { quantile, type BenchmarkOptions, type Findings } from '../report.ts';
import { LINES_A_CALL, openChanges, type Changes } from './changes.ts';
import { firstHits } from './first-hits.ts';
import { openBenchCatalog } from './open-catalog.ts';
import { printsIn, sizeOf } from './size.ts';
import { KINDS, makeWorkload, type Kind, type Workload } from './workload.ts';

const COLD_EACH = 10;
/** V8 compiles what is called often; a store that has just started takes twice the time for a quarter of a minute. */
const WARM_SECONDS = 25;
const PROBE_EVERY_MS = 500;

/**
 * Searches through the whole graph on a generated installation: suggestions, names with a typo, texts with facets, filters alone and pages
 * 50 deep, a fifth each, at a fixed arrival rate, while prices change; after how long a change is found; and for how many of the
 * queries of the repository the first hit is the expected one, with all the generated cards around. Options: `scale` (of the full size, 1), `rate`
 * (requests a second, 50), `prices` (prices a second, 100), `seconds` (30), `folder` (where the generated data are kept for the next run).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const scale = Number(given['scale'] ?? 1);
  const rate = Number(given['rate'] ?? 50);
  const prices = Number(given['prices'] ?? 100);
  const seconds = Number(given['seconds'] ?? 30);
  const folder = given['folder'] ?? join(tmpdir(), `longbox-bench-search-${scale}`);
  const size = sizeOf(scale);
  const { stack, stores } = await openBenchCatalog(folder, size, say);
  const catalog = new pg.Client({ connectionString: stack.inspect('catalog') });
  const graph = new Graph(stack.url);
  try {
    await catalog.connect();
    const workload = await makeWorkload(graph, catalog, stores);
    const changes = await openChanges(graph, catalog, stack, stores);
    const cold = await coldly(workload);
    await load(workload, changes, { rate, prices, seconds: WARM_SECONDS });
    say(`${rate} requests and ${prices} prices a second for ${seconds} s`);
    const { latencies, freshness } = await load(workload, changes, { rate, prices, seconds });
    const hits = await firstHits(graph);
    for (const missed of hits.missed) say(`another first hit: ${missed}`);
    const suggest = latencies.get('suggest') ?? [];
    const search = KINDS.filter((kind) => kind !== 'suggest').flatMap((kind) => latencies.get(kind) ?? []);
    return {
      data: `${size.variants} variants in ${size.stores} stores, ${printsIn(size)} printings; ${rate} requests/s, ${prices} prices/s`,
      figures: {
        suggestP50Ms: quantile(suggest, 0.5),
        suggestP95Ms: quantile(suggest, 0.95),
        suggestP99Ms: quantile(suggest, 0.99),
        searchP50Ms: quantile(search, 0.5),
        searchP95Ms: quantile(search, 0.95),
        searchP99Ms: quantile(search, 0.99),
        ...Object.fromEntries(
          KINDS.flatMap((kind) => [
            [`${kind}P50Ms`, quantile(latencies.get(kind) ?? [], 0.5)],
            [`${kind}P95Ms`, quantile(latencies.get(kind) ?? [], 0.95)],
            [`${kind}P99Ms`, quantile(latencies.get(kind) ?? [], 0.99)],
            [`${kind}ColdP50Ms`, quantile(cold.get(kind) ?? [], 0.5)],
            [`${kind}ColdMostMs`, quantile(cold.get(kind) ?? [], 1)],
          ]),
        ),
        freshnessP50Ms: quantile(freshness, 0.5),
        freshnessP99Ms: quantile(freshness, 0.99),
        firstHitShare: hits.share,
        firstHitQueries: hits.queries,
      },
    };
  } finally {
    await graph.close();
    await catalog.end();
    await stack.stop();
  }
}

/** The first requests of each kind of a server that has just started, one after the other. */
async function coldly(workload: Workload): Promise<Map<Kind, number[]>> {
  const latencies = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]));
  for (let each = 0; each < COLD_EACH; each += 1)
    for (const kind of KINDS) {
      const start = performance.now();
      await workload(kind)();
      latencies.get(kind)?.push(performance.now() - start);
    }
  return latencies;
}

interface Load {
  readonly rate: number;
  readonly prices: number;
  readonly seconds: number;
}

/** Shoppers, prices and probes side by side; the kinds of requests take turns, evenly spaced. */
async function load(workload: Workload, changes: Changes, { rate, prices, seconds }: Load) {
  const perKind = rate / KINDS.length;
  const freshness: number[] = [];
  const probing = (async () => {
    const end = performance.now() + seconds * 1_000;
    while (performance.now() < end) {
      freshness.push(...(await changes.probe()));
      await pause(PROBE_EVERY_MS);
    }
  })();
  const searching = KINDS.map(async (kind, index): Promise<[Kind, number[]]> => {
    await pause((index * 1_000) / rate);
    return [kind, await arrive(perKind * seconds, perKind, () => workload(kind)())];
  });
  const calls = prices / LINES_A_CALL;
  const pricing = calls > 0 ? arrive(calls * seconds, calls, () => changes.reprice()) : undefined;
  const latencies = new Map(await Promise.all(searching));
  await pricing;
  await probing;
  return { latencies, freshness };
}
