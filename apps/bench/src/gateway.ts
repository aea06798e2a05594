import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@longbox/client';
import { print } from 'graphql';
import { analyse } from './checkout.ts';
import { writeCardFile } from './gateway/card-file.ts';
import { comparedPages } from './gateway/compare.ts';
import { fastest, figuresOf, ratio } from './gateway/figures.ts';
import { VARIANTS_A_PAGE, sellCards } from './gateway/pages.ts';
import { PEERS, installPeers, versionOf } from './gateway/peers.ts';
import { runRounds, type RoundOptions, type Rounds } from './gateway/rounds.ts';
import {
  CALLER_SECRET,
  startBare,
  startEdges,
  startSubgraphs,
  startSystem,
  type Servers,
} from './gateway/servers.ts';
import { Graph } from './graph.ts';
import type { BenchmarkOptions, Findings } from './report.ts';
import { startStack } from './stack.ts';

const HEADERS = { 'content-type': 'application/json', 'x-store': 'demo' };
const QUERY = print(operations.ProductPageDocument);
const PEER_KEYS = PEERS.map(({ key }) => key);
const PACKAGES = [
  '@apollo/gateway',
  '@apollo/server',
  '@graphql-hive/gateway-runtime',
  '@graphql-hive/router-runtime',
  '@mercuriusjs/gateway',
];

/**
 * The storefront's product page at Longbox's gateway and, in turns, at those of other makes: requests a second and processor time for each
 * request. Two settings: the edge alone, its subgraphs answering from memory, also beside bare `node:http` that sends the same bytes; and the
 * whole system on PostgreSQL without a cache, the other gateways over the five subgraphs in processes of their own. Before anything is
 * measured, every page is asked of everyone, and all must answer the same.
 *
 * Options: `pages` (products, 60), `rounds` (5), `warming` (8, rounds before those), `seconds` (3, for each in each round), `connections`
 * (20), `setting` (`edge` or `system`; left out: both), `under` (a command that the load is made under).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const pages = Number(given['pages'] ?? 60);
  const rounds = Number(given['rounds'] ?? 5);
  const warming = Number(given['warming'] ?? 8);
  const seconds = Number(given['seconds'] ?? 3);
  const connections = Number(given['connections'] ?? 20);
  const under = (given['under'] ?? '').split(' ').filter(Boolean);
  installPeers(say);
  const importFolder = mkdtempSync(join(tmpdir(), 'longbox-cards-'));
  writeCardFile(importFolder, pages);
  const stack = await startStack({
    CATALOG_IMPORT_DIR: importFolder,
    LONGBOX_CALLER_SECRET: CALLER_SECRET,
    // Nobody keeps answers.
    LONGBOX_CACHE_MEGABYTES: '0',
  });
  const graph = new Graph(stack.url);
  const stops: (() => Promise<void>)[] = [() => stack.stop(), () => graph.close()];
  try {
    const handles = await sellCards(graph, stack);
    say(`${handles.length} products of ${VARIANTS_A_PAGE} variants are for sale`);
    if ((await stack.verify()) > 0) throw new Error('the store is not in order');
    await analyse(stack);
    // The channel is given too: Mercurius' compiler does not know the default of a variable.
    const bodies = handles.map((handle) =>
      JSON.stringify({ query: QUERY, variables: { handle, channel: 'online' } }),
    );
    const subgraphs = await startSubgraphs(stack);
    stops.push(() => subgraphs.stop());

    const figures: Record<string, number> = {};
    const ratios: Record<string, number> = {};
    const missing: string[] = [];
    for (const setting of ['edge', 'system'] as const) {
      if ((given['setting'] ?? setting) !== setting) continue;
      const servers = await (setting === 'edge' ? startEdges : startSystem)(stack, subgraphs);
      stops.push(() => servers.stop());
      missing.push(...servers.missing);
      const answers = await comparedPages(servers.targets, bodies, HEADERS);
      say(`${servers.targets.length} gateways give the same answers to ${bodies.length} pages`);
      const all = setting === 'edge' ? [servers, await bare(handles, answers)] : [servers];
      const targets = all.flatMap((each) => each.targets);
      const load = { targets, rounds, seconds, connections, headers: HEADERS, bodies, under };
      const found = await measured(load, warming, say);
      for (const each of all) await each.stop();
      stops.pop();
      Object.assign(figures, figuresOf(setting, found));
      Object.assign(ratios, setting === 'edge' ? edgeRatios(found, say) : systemRatios(found, say));
    }
    return { data: told({ pages, rounds, seconds, connections }, missing), figures, ratios };
  } finally {
    for (const stop of stops.toReversed()) await stop();
    rmSync(importFolder, { recursive: true, force: true });
  }
}

function bare(handles: readonly string[], answers: readonly string[]): Promise<Servers> {
  return startBare(Object.fromEntries(handles.map((handle, i) => [handle, answers[i] ?? ''])));
}

/** The rounds, after some that only warm: what is compiled while it runs gets faster for its first ten thousand requests. */
async function measured(load: RoundOptions, warming: number, say: BenchmarkOptions['say']): Promise<Rounds> {
  await runRounds({ ...load, rounds: warming, under: [] });
  const found = await runRounds(load);
  for (const [index, results] of found.entries())
    say(
      `round ${index + 1}: ${results.map(({ key, perSecond }) => `${key} ${Math.round(perSecond)}/s`).join(', ')}`,
    );
  return found;
}

function edgeRatios(found: Rounds, say: BenchmarkOptions['say']): Record<string, number> {
  const best = fastest(found, PEER_KEYS);
  say(`the best of the others at the edge is ${best}`);
  return {
    ...both('edgeInProcessVsVanilla', ratio(found, 'longbox', 'apollo')),
    ...both('edgeInProcessVsBestPeer', ratio(found, 'longbox', best)),
    ...both('edgeHttpVsBestPeer', ratio(found, 'longboxHttp', best)),
    ...both('edgeInProcessVsBareHttp', ratio(found, 'longbox', 'bareHttp')),
  };
}

function systemRatios(found: Rounds, say: BenchmarkOptions['say']): Record<string, number> {
  const best = fastest(found, PEER_KEYS);
  say(`the best of the others in the whole system is ${best}`);
  return {
    ...both('systemVsVanilla', ratio(found, 'longbox', 'apollo')),
    ...both('systemVsBestPeer', ratio(found, 'longbox', best)),
    ...both('systemHttpVsBestPeer', ratio(found, 'longboxHttp', best)),
  };
}

const both = (name: string, { perSecond, cpu }: { perSecond: number; cpu: number }) => ({
  [name]: perSecond,
  [`${name}Cpu`]: cpu,
});

function told(
  {
    pages,
    rounds,
    seconds,
    connections,
  }: Readonly<Record<'pages' | 'rounds' | 'seconds' | 'connections', number>>,
  missing: readonly string[],
): string {
  return [
    `ProductPage of ${pages} products of ${VARIANTS_A_PAGE} variants, ${connections} connections, ${rounds} rounds of ${seconds} s each, medians`,
    ...PACKAGES.map((name) => `${name} ${versionOf(name)}`),
    ...missing.map((each) => `NOT measured: ${each}`),
  ].join('; ');
}
