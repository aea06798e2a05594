import { shippedManifests } from '@longbox/gateway/persisted';
import { runRounds, type RoundOptions, type Rounds } from '../gateway/rounds.ts';
import { UNGUARDED, startSideBySide, type SideBySide, type Subgraphs } from '../gateway/servers.ts';
import { quantile } from '../report.ts';
import type { Stack } from '../stack.ts';

/**
 * Short turns, since what else the machine does is then about the same for two that follow each other; and not too short, since traces are told
 * at the end of each, where a busy gateway tells them every two thousand pages.
 */
const REQUESTS_A_TURN = 1_000;
/** Until the compiler of Node.js has seen everything: the gateways have their code in common, so this is some 40,000 pages. */
const WARMING_TURNS = 3;
/** As many as pages, so that no two ask for the same one at the same time; each is made anew for each turn. */
const CONNECTIONS = 10;
const PAGES = 20;
/** They take some five times as long, and what is told of them is larger. */
const PAIRS_FOR_ONE_UNCACHED = 4;

/** So high that nobody is refused: what is measured is the counting. */
export const RATES = { LONGBOX_RATE_ANONYMOUS: '1000000000' };
/** A tenth of the traces is told, unless the client's own says otherwise. */
export const SAMPLED = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' };
/** A trace that the client records. */
const RECORDED = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
const STORE = 'demo';
const NO_CACHE = { LONGBOX_CACHE_MEGABYTES: '0' };

export interface PricesOptions {
  readonly stack: Stack;
  readonly subgraphs: Subgraphs;
  /** Where traces are told. */
  readonly collector: string;
  /** The requests. */
  readonly load: Pick<RoundOptions, 'headers' | 'bodies' | 'under'>;
  readonly pairs: number;
}

/** One setting beside another, over all pairs of turns: the middle half of them lies between `low` and `high`. */
export interface Price {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** What is switched off by itself, beside everything on. */
type Step =
  | 'authentication'
  | 'limits'
  | 'rates'
  | 'permissions'
  | 'metrics'
  | 'sampledTraces'
  | 'flags'
  | 'cache'
  | 'breakers'
  | 'persisted';

export interface Prices {
  /** Processor time of the gateway's own process for a page with the cache alone, in microseconds. */
  readonly bareUs: number;
  /** What is added to that page, as a share of it. */
  readonly shares: Readonly<Record<'protection' | 'everyTrace' | 'twin', Price>>;
  /** What each adds by itself, in microseconds: everything on, less the same without it. Negative where it saves. */
  readonly eachUs: Readonly<Record<Step, Price>>;
}

/**
 * What guards the cached page, and what each step adds to it: one gateway for each setting, all in one process, asked for the same pages in turns.
 * The reference is the page with the cache alone: no limits, costs, rates or permissions at the edge, no metrics of operations and no
 * traces. `twin` is a second one like that: how far two that are the same lie apart.
 */
export async function measurePrices({
  stack,
  subgraphs,
  collector,
  load,
  pairs,
}: PricesOptions): Promise<Prices> {
  const bare = { environment: UNGUARDED, traces: false };
  const without = (less: NodeJS.ProcessEnv) => ({ environment: { ...RATES, ...less }, traces: true });
  const settings = {
    // Beside each other in time, since they are what is compared most.
    bare,
    guarded: without({}),
    twin: bare,
    everyTrace: { ...without({}), headers: RECORDED },
    noSampledTraces: { ...without({}), traces: false },
    customer: { ...without({}), headers: { authorization: `Bearer ${stack.tokenOf('customer', STORE)}` } },
    noMetrics: without({ LONGBOX_EDGE_METRICS: 'false' }),
    noPermissions: without({ LONGBOX_EDGE_PERMISSIONS: 'false' }),
    noLimits: without({ LONGBOX_EDGE_LIMITS: 'false' }),
    noRates: without({ LONGBOX_RATE_ANONYMOUS: '0' }),
    noFlags: without({ LONGBOX_EDGE_FLAGS: 'false' }),
    persisted: { ...without({}), bodies: load.bodies.slice(0, PAGES).map(byId) },
    noCache: without(NO_CACHE),
    noCacheNoBreakers: without({ ...NO_CACHE, LONGBOX_EDGE_BREAKERS: 'false' }),
  } satisfies Record<string, SideBySide>;
  type Key = keyof typeof settings;
  const servers = await startSideBySide(
    stack,
    subgraphs,
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector, ...SAMPLED },
    settings,
  );
  try {
    const turns = {
      ...load,
      bodies: load.bodies.slice(0, PAGES),
      targets: servers.targets,
      connections: CONNECTIONS,
      seconds: 0,
      requests: REQUESTS_A_TURN,
    };
    await runRounds({ ...turns, rounds: WARMING_TURNS, under: [] });
    // Pages for which subgraphs are asked leave so much behind that whoever has the next turn pays for it.
    const isUncached = ({ key }: { readonly key: string }) => key.startsWith('noCache');
    const cached = turns.targets.filter((target) => !isUncached(target));
    const uncached = turns.targets.filter((target) => isUncached(target) || target.key === 'guarded');
    const found = await runRounds({ ...turns, targets: cached, rounds: pairs });
    const foundUncached = await runRounds({
      ...turns,
      targets: uncached,
      rounds: Math.ceil(pairs / PAIRS_FOR_ONE_UNCACHED),
    });
    const compare = (
      rounds: Rounds,
      [one, other]: readonly [Key, Key],
      how: (us: number, otherUs: number) => number,
    ) => {
      const others = usOf(rounds, other);
      return priceOf(usOf(rounds, one).map((us, pair) => how(us, others[pair] ?? Number.NaN)));
    };
    const added = (rounds: Rounds, to: Key, than: Key) =>
      compare(rounds, [to, than], (us, withoutUs) => us - withoutUs);
    const share = (key: Key) => compare(found, [key, 'bare'], (us, bareUs) => us / bareUs - 1);
    return {
      bareUs: quantile(usOf(found, 'bare'), 0.5),
      shares: { protection: share('guarded'), everyTrace: share('everyTrace'), twin: share('twin') },
      eachUs: {
        // A token of a customer, beside nobody.
        authentication: added(found, 'customer', 'guarded'),
        limits: added(found, 'guarded', 'noLimits'),
        rates: added(found, 'guarded', 'noRates'),
        permissions: added(found, 'guarded', 'noPermissions'),
        metrics: added(found, 'guarded', 'noMetrics'),
        sampledTraces: added(found, 'guarded', 'noSampledTraces'),
        flags: added(found, 'guarded', 'noFlags'),
        cache: added(foundUncached, 'guarded', 'noCache'),
        // Of a page for which every subgraph is asked.
        breakers: added(foundUncached, 'noCache', 'noCacheNoBreakers'),
        persisted: added(found, 'persisted', 'guarded'),
      },
    };
  } finally {
    await servers.stop();
  }
}

/** The same request, with the id of the operation in the place of its text. */
function byId(body: string): string {
  const { variables } = JSON.parse(body) as { readonly variables: unknown };
  const shipped = shippedManifests().apps.flatMap((app) => app.operations);
  const page = shipped.find(({ name }) => name === 'ProductPage');
  if (!page) throw new Error('the product page is not shipped');
  return JSON.stringify({ documentId: page.id, variables });
}

/** Of each turn of one gateway, in microseconds. */
function usOf(rounds: Rounds, key: string): readonly number[] {
  return rounds.map((round) => 1_000 * (round.find((each) => each.key === key)?.cpuMs[0] ?? Number.NaN));
}

function priceOf(values: readonly number[]): Price {
  return { low: quantile(values, 0.25), median: quantile(values, 0.5), high: quantile(values, 0.75) };
}
