import { runRounds, type RoundOptions } from '../gateway/rounds.ts';
import { UNGUARDED, startGuarded, type Subgraphs } from '../gateway/servers.ts';
import { quantile } from '../report.ts';
import type { Stack } from '../stack.ts';

/** Short turns, since what else the machine does is then about the same for two that follow each other. */
const REQUESTS_A_TURN = 300;
/** Until the compiler of Node.js has seen everything: a page takes a third of what the first thousand take after some ten thousand. */
const WARMING_TURNS = 40;
/** Few enough that what runs out meanwhile (stock, after ten seconds) is read for hundreds of pages at once. */
const PAGES = 20;

/** So high that nobody is refused: what is measured is the counting. */
export const RATES = { LONGBOX_RATE_ANONYMOUS: '1000000000' };
const NO_LIMITS = { LONGBOX_EDGE_LIMITS: 'false' };
const NO_PERMISSIONS = { LONGBOX_EDGE_PERMISSIONS: 'false' };
const NO_METRICS = { LONGBOX_EDGE_METRICS: 'false' };
/** A tenth of the traces is told, unless the client's own says otherwise. */
export const SAMPLED = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' };

export interface PricesOptions {
  readonly stack: Stack;
  readonly subgraphs: Subgraphs;
  /** Where traces are told. */
  readonly collector: string;
  /** The requests. */
  readonly load: Pick<RoundOptions, 'connections' | 'headers' | 'bodies' | 'under'>;
  readonly pairs: number;
}

/** One setting beside another, over all pairs of turns: the middle half of them lies between `low` and `high`. */
export interface Price {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface Prices {
  /** Processor time of the gateway's own process for a page with the cache alone, in microseconds. */
  readonly bareUs: number;
  /** What is added to that page, as a share of it. */
  readonly shares: Readonly<Record<'protection' | 'everyTrace' | 'twin', Price>>;
  /** What each adds by itself, in microseconds: everything on, less the same without it. */
  readonly eachUs: Readonly<Record<'limits' | 'permissions' | 'metrics' | 'sampledTraces', Price>>;
}

/**
 * What guards the cached page, and what each part of that adds to it: one gateway for each setting, side by side and asked for the same pages
 * in turns, from the first request on, so that none is warmer than another. The reference is the page with the cache alone: no limits, costs,
 * rates or permissions at the edge, no metrics of operations and no traces. `twin` is a second one like that: how far two that are the
 * same lie apart.
 */
export async function measurePrices({
  stack,
  subgraphs,
  collector,
  load,
  pairs,
}: PricesOptions): Promise<Prices> {
  const told = { OTEL_EXPORTER_OTLP_ENDPOINT: collector };
  const guarded = { ...RATES, ...told, ...SAMPLED };
  const settings = {
    bare: UNGUARDED,
    guarded,
    everyTrace: { ...RATES, ...told },
    noTraces: RATES,
    noMetrics: { ...guarded, ...NO_METRICS },
    noPermissions: { ...guarded, ...NO_PERMISSIONS },
    noLimits: { ...told, ...SAMPLED, ...NO_LIMITS },
    twin: UNGUARDED,
  };
  type Key = keyof typeof settings;
  const servers = await startGuarded(stack, subgraphs, [], settings);
  try {
    // Of the gateway's own process alone.
    const targets = servers.targets.map((target) => ({ ...target, pids: target.pids.slice(0, 1) }));
    const bodies = load.bodies.slice(0, PAGES);
    const turns = { ...load, bodies, targets, seconds: 0, requests: REQUESTS_A_TURN };
    await runRounds({ ...turns, rounds: WARMING_TURNS, under: [] });
    const found = await runRounds({ ...turns, rounds: pairs });
    const usOf = (key: Key) =>
      found.map((round) => 1_000 * (round.find((each) => each.key === key)?.cpuMs[0] ?? Number.NaN));
    const compare = (one: Key, other: Key, how: (us: number, otherUs: number) => number) => {
      const others = usOf(other);
      return priceOf(usOf(one).map((us, pair) => how(us, others[pair] ?? Number.NaN)));
    };
    const share = (key: Key) => compare(key, 'bare', (us, bareUs) => us / bareUs - 1);
    const added = (without: Key) => compare('guarded', without, (us, withoutUs) => us - withoutUs);
    return {
      bareUs: quantile(usOf('bare'), 0.5),
      shares: { protection: share('guarded'), everyTrace: share('everyTrace'), twin: share('twin') },
      eachUs: {
        limits: added('noLimits'),
        permissions: added('noPermissions'),
        metrics: added('noMetrics'),
        sampledTraces: added('noTraces'),
      },
    };
  } finally {
    await servers.stop();
  }
}

function priceOf(values: readonly number[]): Price {
  return { low: quantile(values, 0.25), median: quantile(values, 0.5), high: quantile(values, 0.75) };
}
