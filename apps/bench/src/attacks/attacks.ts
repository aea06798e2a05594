import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@longbox/client';
import { Pool } from 'undici';
import { arrive } from '../arrivals.ts';
import { SHOPPER, makeCarts, putForSale } from '../checkout.ts';
import { Graph } from '../graph.ts';
import { residentKb } from '../memory.ts';
import { quantile, type BenchmarkOptions, type Findings } from '../report.ts';
import { startStack } from '../stack.ts';
import { waitUntil } from '../waiting.ts';
import type { Attack, Target } from './attack.ts';
import { cutOff, dripping, idle } from './connections.ts';
import { HOSTILE, type Hostile } from './documents.ts';
import { comingAndGoing, idleSockets, ofOneCaller, onOneSocket } from './live.ts';
import { newOperations } from './planning.ts';
import { post } from './posting.ts';

/** Product pages that the others ask for, a second. */
const OTHERS_PER_SECOND = 50;
const MOST_PAGES = 50;
const WARM_SECONDS = 5;
const HOSTILE_PER_SECOND = 20;
const WATCH_MS = 100;
const QUIET_MS = 60_000;
/** What this process and the store need besides. */
const OTHER_FILES = 1_000;
const BEYOND = 100;

/**
 * Callers who attack, one kind after the other, while others ask for product pages at a fixed rate: what the attackers are answered, how long
 * the others wait, and the memory of the store. Options: `seconds` of each attack (3), `idle` connections (10,000), `only` the attacks of these
 * names (`deep,idleSockets`).
 */
export async function run({ given, say }: BenchmarkOptions): Promise<Findings> {
  const seconds = Number(given['seconds'] ?? 3);
  const count = Math.min(Number(given['idle'] ?? 10_000), mostFiles() - OTHER_FILES);
  const stack = await startStack({ LONGBOX_LIVE_CONNECTIONS: String(count) });
  const graph = new Graph(stack.url);
  const attackers = new Pool(new URL(stack.url).origin, { connections: 16 });
  try {
    const [cart = ''] = await makeCarts(graph, await putForSale(graph, stack, say), 1, say);
    const { products } = await graph.run(operations.SearchProductsDocument, { first: MOST_PAGES }, SHOPPER);
    const handles = products.edges.map(({ node }) => node.handle);
    const target: Target = {
      url: stack.url,
      cart,
      atRate: async (perSecond, work) => void (await arrive(perSecond * seconds, perSecond, work)),
    };
    const page = async (index: number) => {
      const handle = handles[index % handles.length] ?? '';
      await graph.run(operations.ProductPageDocument, { handle }, SHOPPER);
    };
    /** How long the others wait while something goes on, the slowest hundredth, and the most memory meanwhile. */
    const beside = async (attack: () => Promise<string>) => {
      const state = { over: false, kb: 0, asked: 0 };
      const watch = async () => {
        while (!state.over) {
          state.kb = Math.max(state.kb, residentKb(stack.pids.store));
          await pause(WATCH_MS);
        }
      };
      const latencies: number[] = [];
      const others = async () => {
        do latencies.push(...(await arrive(OTHERS_PER_SECOND, OTHERS_PER_SECOND, page)));
        while (!state.over);
      };
      const going = Promise.all([watch(), others()]);
      const answer = await attack().finally(() => (state.over = true));
      await going;
      return {
        answer,
        p50Ms: quantile(latencies, 0.5),
        p99Ms: quantile(latencies, 0.99),
        mb: state.kb / 1_024,
      };
    };
    const nothing = (forSeconds: number) => () => pause(forSeconds * 1_000, 'nothing');

    await beside(nothing(WARM_SECONDS));
    const before = await beside(nothing(WARM_SECONDS));
    say(row('nothing', before.answer, before));
    const figures: Record<string, number> = {
      p50BeforeMs: before.p50Ms,
      p99BeforeMs: before.p99Ms,
      beforeMb: before.mb,
    };
    const all: readonly Attack[] = [
      ...HOSTILE.map((hostile) => refused(hostile, attackers)),
      newOperations(attackers),
      cutOff(100),
      dripping(1_000),
      idle(count),
      idleSockets(count, BEYOND),
      onOneSocket(1_000),
      ofOneCaller(60),
      comingAndGoing(50),
    ];
    const only = given['only']?.split(',');
    const attacks = all.filter(({ name }) => only?.includes(name) ?? true);
    for (const attack of attacks) {
      const found = await beside(() => attack.run(target));
      figures[`${attack.name}P99Ms`] = found.p99Ms;
      figures[`${attack.name}Mb`] = found.mb;
      say(row(attack.what, found.answer, found));
    }
    await waitUntil(
      'no subscription to be left',
      QUIET_MS,
      async () => (await subscriptions(stack.url)) === 0,
    );
    const after = await beside(nothing(WARM_SECONDS));
    say(row('nothing', after.answer, after));
    return {
      data: `${attacks.length} attacks of ${seconds} s or as long as they take, beside ${OTHERS_PER_SECOND} product pages a second; ${count} idle connections`,
      figures: { ...figures, p50AfterMs: after.p50Ms, p99AfterMs: after.p99Ms, afterMb: after.mb },
    };
  } finally {
    await attackers.destroy();
    await graph.close();
    await stack.stop();
  }
}

function row(
  what: string,
  answer: string,
  { p99Ms, mb }: { readonly p99Ms: number; readonly mb: number },
): string {
  return `| ${what} | ${answer} | ${Math.round(p99Ms)} | ${Math.round(mb)} |`;
}

/** Sends something at a fixed rate. Throws when it is not refused with 4xx each time. */
function refused({ name, what, ...posted }: Hostile, pool: Pool): Attack {
  return {
    name,
    what,
    async run(target) {
      const statuses = [...(await post(target, pool, HOSTILE_PER_SECOND, posted)).keys()];
      if (statuses.some((status) => status < 400 || status >= 500))
        throw new Error(`${what}: answered with ${statuses.join(', ')}`);
      return statuses.join(', ');
    },
  };
}

/** Of all protocols. */
async function subscriptions(url: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const lines = text.split('\n').filter((line) => line.startsWith('longbox_live_subscriptions{'));
  return lines.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}

/** Files, sockets among them, that a process may have open. */
function mostFiles(): number {
  try {
    return Number(
      /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity,
    );
  } catch {
    return Infinity;
  }
}
