import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@longbox/client';
import { print } from 'graphql';
import { request } from 'undici';
import { analyse } from './checkout.ts';
import { writeCardFile } from './gateway/card-file.ts';
import { figuresOf, ratio } from './gateway/figures.ts';
import { VARIANTS_A_PAGE, sellCards } from './gateway/pages.ts';
import { PEERS, installPeers } from './gateway/peers.ts';
import { runRounds, type Rounds } from './gateway/rounds.ts';
import { CALLER_SECRET, startGuarded, startSubgraphs } from './gateway/servers.ts';
import { Graph } from './graph.ts';
import { keepChanging, type PricedVariant } from './guarded/changing.ts';
import { startCollector } from './guarded/collector.ts';
import { RATES, SAMPLED, measurePrices, type Prices } from './guarded/prices.ts';
import { countStaleReads } from './guarded/staleness.ts';
import { quantile, type BenchmarkOptions, type Findings } from './report.ts';
import { startStack } from './stack.ts';

const HEADERS = { 'content-type': 'application/json', 'x-store': 'demo' };
const QUERY = print(operations.ProductPageDocument);
/** From the moment at which this process hears an event; the gateway hears it within milliseconds, unless it is as busy as it is here. */
const GRACE_MS = 250;
const CHECKS_PER_SECOND = 10;
/** What is read, and changed meanwhile, once the load is over. */
const READS = 10_000;
const CHANGES = 1_000;

/**
 * The product page at the gateway with everything on, while prices change, beside vanilla Apollo Gateway over the same five subgraphs in
 * processes of their own; then what of it is the price of limits, permissions and telemetry (`guarded/prices.ts`). Prices are set through another
 * process, so that the gateways hear of them by events alone; pages are held to what this process has heard all the while.
 *
 * Options: `pages` (products, 100), `rounds` (5), `warming` (3, rounds before those), `seconds` (3, for each in each round), `connections`
 * (50), `changes` (prices a second, 50), `pairs` (40, turns of each setting in the last part: some three minutes), `under` (a command that
 * the load is made under).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const pages = Number(given['pages'] ?? 100);
  const rounds = Number(given['rounds'] ?? 5);
  const warming = Number(given['warming'] ?? 3);
  const seconds = Number(given['seconds'] ?? 3);
  const connections = Number(given['connections'] ?? 50);
  const changes = Number(given['changes'] ?? 50);
  const pairs = Number(given['pairs'] ?? 40);
  const under = (given['under'] ?? '').split(' ').filter(Boolean);
  installPeers(say);
  const importFolder = mkdtempSync(join(tmpdir(), 'longbox-cards-'));
  writeCardFile(importFolder, pages);
  const stack = await startStack({
    CATALOG_IMPORT_DIR: importFolder,
    LONGBOX_CALLER_SECRET: CALLER_SECRET,
  });
  const writer = new Graph(stack.url);
  const stops: (() => Promise<void>)[] = [() => stack.stop(), () => writer.close()];
  try {
    const handles = await sellCards(writer, stack);
    await analyse(stack);
    const variants = await variantsOf(writer, handles);
    say(`${handles.length} products of ${VARIANTS_A_PAGE} variants are for sale`);
    const subgraphs = await startSubgraphs(stack);
    stops.push(() => subgraphs.stop());
    const collector = await startCollector();
    stops.push(() => collector.stop());
    const servers = await startGuarded(
      stack,
      subgraphs,
      PEERS.filter(({ key }) => key === 'apollo'),
      { ...RATES, ...SAMPLED, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    );
    stops.push(() => servers.stop());
    const { targets } = servers;
    const edge = targets.find(({ key }) => key === 'longboxHttp');
    if (!edge || targets.length !== 2) throw new Error(`not all have started: ${servers.missing.join()}`);
    const reader = new Graph(edge.url);
    stops.push(() => reader.close());
    const changing = await keepChanging({
      stack,
      writer,
      reader,
      variants,
      perSecond: changes,
      checksPerSecond: CHECKS_PER_SECOND,
      graceMs: GRACE_MS,
    });
    stops.push(() => changing.stop());
    const bodies = handles.map((handle) =>
      JSON.stringify({ query: QUERY, variables: { handle, channel: 'online' } }),
    );
    const load = { targets, rounds, seconds, connections, headers: HEADERS, bodies, under };
    await runRounds({ ...load, rounds: warming, under: [] });
    const before = await answersOf(edge.url);
    const begun = { at: performance.now(), changes: changing.changes };
    const found = await runRounds(load);
    for (const [index, results] of found.entries())
      say(
        `round ${index + 1}: ${results.map(({ key, perSecond }) => `${key} ${Math.round(perSecond)}/s`).join(', ')}`,
      );
    const changesPerSecond = ((changing.changes - begun.changes) * 1_000) / (performance.now() - begun.at);
    const after = await answersOf(edge.url);
    stops.pop();
    await changing.stop();
    const stale = { reads: READS, changes: CHANGES, graceMs: GRACE_MS };
    const staleReads = await countStaleReads({ stack, writer, reader, variants, ...stale });
    say(`${READS} random reads during ${CHANGES} changes of prices and stock: ${staleReads} too old`);
    const prices = await measurePrices({ stack, subgraphs, collector: collector.url, load, pairs });
    if ((await stack.verify()) > 0) throw new Error('the store is not in order');
    const { guardedLongboxHttpPerSecond, guardedLongboxHttpP99Ms, ...others } = figuresOf('guarded', found);
    const { perSecond, cpu } = ratio(found, 'longboxHttp', 'apollo');
    if (collector.requests === 0) throw new Error('no trace was told');
    const hits = after.hits - before.hits;
    return {
      data: `ProductPage of ${pages} products of ${VARIANTS_A_PAGE} variants, ${connections} connections, ${rounds} rounds of ${seconds} s each, medians; ${changes} prices a second set in another process`,
      figures: {
        // Of the gateway's own process, in milliseconds.
        edgeCpuMs: edgeCpuOf(found, 'longboxHttp'),
        edgeApolloCpuMs: edgeCpuOf(found, 'apollo'),
        pagesPerSecond: guardedLongboxHttpPerSecond ?? Number.NaN,
        p99Ms: guardedLongboxHttpP99Ms ?? Number.NaN,
        ...others,
        changesPerSecond,
        hitRatio: hits / (hits + after.others - before.others),
        checkedPages: changing.checks,
        randomReads: READS,
        changesMeanwhile: CHANGES,
        staleReads: changing.stale + staleReads,
        ...figuresOfPrices(prices),
      },
      ratios: {
        cachedVsVanilla: perSecond,
        cachedVsVanillaCpu: cpu,
        protectionCost: prices.shares.protection.median,
        protectionCostEveryTrace: prices.shares.everyTrace.median,
      },
    };
  } finally {
    for (const stop of stops.toReversed()) await stop();
    rmSync(importFolder, { recursive: true, force: true });
  }
}

function edgeCpuOf(found: Rounds, key: string): number {
  const own = found.flatMap((round) => round.find((measured) => measured.key === key)?.cpuMs[0] ?? []);
  return quantile(own, 0.5);
}

function figuresOfPrices({ bareUs, shares, eachUs }: Prices): Record<string, number> {
  const spread = Object.entries(shares).flatMap(([name, { low, median, high }]) => [
    [`${name}ShareLow`, low] as const,
    [`${name}Share`, median] as const,
    [`${name}ShareHigh`, high] as const,
  ]);
  const each = Object.entries(eachUs).flatMap(([name, { low, median, high }]) => [
    [`${name}LowUs`, low] as const,
    [`${name}Us`, median] as const,
    [`${name}HighUs`, high] as const,
  ]);
  return { bareEdgeUs: bareUs, ...Object.fromEntries([...spread, ...each]) };
}

async function variantsOf(graph: Graph, handles: readonly string[]): Promise<PricedVariant[]> {
  const variants: PricedVariant[] = [];
  for (const handle of handles) {
    const { productByHandle } = await graph.run(
      operations.ProductPageDocument,
      { handle, channel: 'online' },
      { 'x-store': 'demo' },
    );
    for (const { id } of productByHandle?.variants ?? []) variants.push({ id, handle });
  }
  return variants;
}

/** What became of the answers that a gateway has wanted so far, by its metrics. */
async function answersOf(url: string): Promise<{ readonly hits: number; readonly others: number }> {
  const text = await (await request(url.replace('/graphql', '/metrics'))).body.text();
  const found = { hits: 0, others: 0 };
  for (const [, outcome, count] of text.matchAll(
    /^longbox_entity_cache_answers_total\{.*outcome="(hit|miss|joined)"\} (\d+)/gm,
  ))
    found[outcome === 'hit' ? 'hits' : 'others'] += Number(count);
  return found;
}
