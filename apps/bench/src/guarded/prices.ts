import { runRounds, type RoundOptions } from '../gateway/rounds.ts';
import { startGuarded, type Subgraphs } from '../gateway/servers.ts';
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
  readonly load: Pick<RoundOptions, 'connections' | 'headers' | 'bodies'>;
  readonly pairs: number;
  readonly say: (line: string) => void;
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
 * What guards the cached page, and what each part of that adds to it. Two settings are compared by two gateways that are started for it, warmed
 * and asked for the same pages in turns. The reference is the page with the cache alone: no limits, costs, rates or permissions at the edge,
 * no metrics of operations and no traces. `twin` is that beside itself: how far two that are the same lie apart.
 */
export async function measurePrices(options: PricesOptions): Promise<Prices> {
  const told = { OTEL_EXPORTER_OTLP_ENDPOINT: options.collector };
  const bare = { ...NO_LIMITS, ...NO_PERMISSIONS, ...NO_METRICS };
  const guarded = { ...RATES, ...told, ...SAMPLED };
  const shareOf = ({ us, otherUs }: Pair) => us / otherUs - 1;
  async function compared(what: string, one: NodeJS.ProcessEnv, other: NodeJS.ProcessEnv) {
    const pairs = await compare(options, one, other);
    const { low, median, high } = priceOf(pairs, shareOf);
    options.say(
      `${what}: ${[low, median, high].map((share) => `${(100 * share).toFixed(1)} %`).join(' / ')}`,
    );
    return pairs;
  }
  const share = async (what: string, one: NodeJS.ProcessEnv) =>
    priceOf(await compared(what, one, bare), shareOf);
  const added = async (what: string, without: NodeJS.ProcessEnv) =>
    priceOf(await compared(what, guarded, without), ({ us, otherUs }) => us - otherUs);
  const protection = await compared('everything', guarded, bare);
  return {
    bareUs: quantile(
      protection.map(({ otherUs }) => otherUs),
      0.5,
    ),
    shares: {
      protection: priceOf(protection, shareOf),
      everyTrace: await share('everything, every trace told', { ...RATES, ...told }),
      twin: await share('the same twice', bare),
    },
    eachUs: {
      limits: await added('limits', { ...told, ...SAMPLED, ...NO_LIMITS }),
      permissions: await added('permissions', { ...guarded, ...NO_PERMISSIONS }),
      metrics: await added('metrics', { ...guarded, ...NO_METRICS }),
      sampledTraces: await added('traces, a tenth told', RATES),
    },
  };
}

/** Processor time for a page in two turns that followed each other, in microseconds. */
interface Pair {
  readonly us: number;
  readonly otherUs: number;
}

async function compare(
  { stack, subgraphs, load, pairs }: PricesOptions,
  one: NodeJS.ProcessEnv,
  other: NodeJS.ProcessEnv,
): Promise<readonly Pair[]> {
  const servers = await startGuarded(stack, subgraphs, [], { one, other });
  try {
    // Of the gateway's own process alone.
    const targets = servers.targets.map((target) => ({ ...target, pids: target.pids.slice(0, 1) }));
    const bodies = load.bodies.slice(0, PAGES);
    const turns = { ...load, bodies, targets, seconds: 0, requests: REQUESTS_A_TURN, under: [] };
    const found = await runRounds({ ...turns, rounds: WARMING_TURNS + pairs });
    return found.slice(WARMING_TURNS).map((round) => {
      const usOf = (key: string) => 1_000 * (round.find((each) => each.key === key)?.cpuMs[0] ?? Number.NaN);
      return { us: usOf('one'), otherUs: usOf('other') };
    });
  } finally {
    await servers.stop();
  }
}

function priceOf(pairs: readonly Pair[], how: (pair: Pair) => number): Price {
  const values = pairs.map(how);
  return { low: quantile(values, 0.25), median: quantile(values, 0.5), high: quantile(values, 0.75) };
}
