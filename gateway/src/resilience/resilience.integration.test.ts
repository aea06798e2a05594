import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import type { Gateway } from '../gateway.ts';
import { composed, startTestGateway } from '../testing.fixtures.ts';
import { httpTransport } from '../transport/http.ts';
import { createResilienceMetrics } from './metrics.ts';
import { SDL, startMoody, type Mood, type Name } from './moody.fixtures.ts';
import { resilientTransport } from './resilient-transport.ts';

const MOST_IN_HAND = 12;
const QUERY_TIMEOUT_MS = 600;
/** What is worth a warning, line by line. */
let logged: string[] = [];
const logger = pino({ level: 'warn' }, { write: (line) => void logged.push(line) });
const PROCESS = join(__dirname, 'moody-process.fixture.ts');

/** The subgraph of prices in a process of its own. */
async function startPricing(port = 0) {
  const child = spawn(process.execPath, [PROCESS, 'pricing', `${port}`], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (said: Buffer) => resolve(said.toString().trim()));
    ended.then(([code]) => reject(new Error(`the subgraph ended with ${code}`)), reject);
  });
  return {
    url,
    async becomes(mood: Mood): Promise<void> {
      const heard = once(child, 'message');
      child.send(mood);
      await heard;
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Answer {
  readonly data: { readonly product: { readonly title: string; readonly price?: number | null } };
  readonly errors?: readonly {
    readonly path: readonly string[];
    readonly extensions: { readonly code: string };
  }[];
  /** How long it took, and when it was asked. */
  readonly ms: number;
  readonly at: number;
}

let gateway: Gateway;
let registry: MetricsRegistry;
let inHand: () => number;
let asked = 0;
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function startOver(urls: Readonly<Record<Name, string>>): Promise<void> {
  registry = new MetricsRegistry();
  logged = [];
  const metrics = createResilienceMetrics(registry);
  const observer: typeof metrics = {
    count: (subgraph, outcome) => metrics.count(subgraph, outcome),
    watch(subgraph, state, held) {
      if (subgraph === 'pricing') inHand = held;
      metrics.watch(subgraph, state, held);
    },
  };
  const transportOf = (name: Name) =>
    resilientTransport(name, httpTransport({ name, url: urls[name] }), {
      // The machine may be busy; the one that is well is never the one to be given up.
      queryTimeoutMs: name === 'pricing' ? QUERY_TIMEOUT_MS : 10_000,
      mostInHand: name === 'pricing' ? MOST_IN_HAND : 1_000,
      restMs: 300,
      logger,
      observer,
    });
  gateway = await startTestGateway({
    supergraphSdl: composed(SDL),
    transports: { catalog: transportOf('catalog'), pricing: transportOf('pricing') },
    logger,
  });
  cleanUp.push(() => gateway.stop());
}

/** Each asks for something else, so that none is answered with another's answer. */
async function ask(fields: string): Promise<Answer> {
  const at = performance.now();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `query Nr${(asked += 1)} { product { ${fields} } }` }),
  });
  const answer = (await response.json()) as Answer;
  return { ...answer, at, ms: performance.now() - at };
}

const figure = async (name: string, labels: string) => {
  const line = (await registry.metrics()).split('\n').find((each) => each.startsWith(`${name}{${labels}}`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
};
const breaker = () => figure('longbox_subgraph_breaker_state', 'subgraph="pricing"');
const outcomes = (outcome: string) =>
  figure('longbox_subgraph_requests_total', `subgraph="pricing",outcome="${outcome}"`);

/** Milliseconds between two askers of a page with the price, and two of the title alone. */
const EACH_MS = 40;
const BASELINE = 40;

/** People who come at a fixed rate, whatever became of those before them. */
function load() {
  const pages: Answer[] = [];
  const titles: Answer[] = [];
  const state = { most: 0 };
  const asking: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    asking.push(ask('title price').then((answer) => pages.push(answer)));
    asking.push(ask('title').then((answer) => titles.push(answer)));
    state.most = Math.max(state.most, inHand());
  }, EACH_MS);
  async function stop(): Promise<void> {
    clearInterval(timer);
    await Promise.all(asking);
  }
  cleanUp.push(stop);
  return { pages, titles, state, stop };
}

function p50(answers: readonly Answer[]): number {
  expect(answers.length).toBeGreaterThan(20);
  return answers.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(answers.length / 2)] ?? Infinity;
}

/** As usual, on a machine that may do more now than before; a subgraph that is waited for takes `QUERY_TIMEOUT_MS`. */
const usual = (before: readonly Answer[]) => 3 * p50(before) + 20;

describe('a subgraph in trouble, under load', () => {
  let pricing: Awaited<ReturnType<typeof startPricing>>;

  beforeEach(async () => {
    const catalog = await startMoody('catalog');
    pricing = await startPricing();
    cleanUp.push(catalog.stop, () => pricing.kill());
    await startOver({ catalog: catalog.url, pricing: pricing.url });
  });

  const troubles = {
    'whose process is killed': {
      begin: () => pricing.kill(),
      end: async () => void (pricing = await startPricing(Number(new URL(pricing.url).port))),
    },
    'that takes five seconds': mood('slow'),
    'that answers garbage': mood('garbage'),
    'that hangs up': mood('hangs up'),
  };

  function mood(bad: Mood) {
    return { begin: () => pricing.becomes(bad), end: () => pricing.becomes('well') };
  }

  it.each(Object.entries(troubles))(
    '%s is not asked for a while: what needs it is null at once, the rest comes as fast as ever; then it is asked again',
    async (_, { begin, end }) => {
      await ask('title price');
      const { pages, titles, state, stop } = load();
      await waitFor(() => pages.length >= BASELINE, { what: 'pages as usual' });
      const usualPages = [...pages];
      const usualTitles = [...titles];
      expect(usualPages.filter(({ data }) => data.product.price === 7).length).toBeGreaterThan(BASELINE / 2);

      const from = performance.now();
      await begin();
      await waitFor(async () => (await breaker()) === 2, { what: 'the breaker to open' });
      const openAt = performance.now();
      const until = pages.length + BASELINE;
      await waitFor(() => pages.length >= until, { what: 'pages without prices' });
      const healed = performance.now();
      await end();
      await waitFor(async () => (await breaker()) === 0, { what: 'the breaker to close' });
      await stop();

      const within = (answers: readonly Answer[], since: number) =>
        answers.filter(({ at }) => at >= since && at < healed);
      expect(titles.filter(({ errors }) => errors)).toEqual([]);
      expect(p50(within(titles, from))).toBeLessThan(usual(usualTitles));
      expect(p50(within(pages, openAt))).toBeLessThan(usual(usualPages));
      expect(pages.every(({ data }) => data.product.title === 'Lotus')).toBe(true);
      const lost = pages.filter(({ data }) => data.product.price === null);
      expect(lost.length).toBeGreaterThan(BASELINE / 2);
      for (const { errors } of lost)
        expect(errors).toMatchObject([
          { path: ['product', 'price'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
        ]);
      expect(await outcomes('refused: open')).toBeGreaterThan(BASELINE / 2);
      expect(state.most).toBeLessThanOrEqual(MOST_IN_HAND);
      expect(inHand()).toBe(0);
      expect((await ask('title price')).data.product.price).toBe(7);
    },
  );
});

describe('a subgraph that is asked', () => {
  let pricing: Awaited<ReturnType<typeof startMoody>>;

  beforeEach(async () => {
    const catalog = await startMoody('catalog');
    pricing = await startMoody('pricing');
    cleanUp.push(catalog.stop, pricing.stop);
    await startOver({ catalog: catalog.url, pricing: pricing.url });
  });

  it('has no more requests in hand than it may, and refuses the others at once', async () => {
    pricing.mood = 'slow';
    const state = { over: false, most: 0 };
    const watching = (async () => {
      while (!state.over) {
        state.most = Math.max(state.most, inHand());
        await setImmediate();
      }
    })();
    const answers = await Promise.all(Array.from({ length: 5 * MOST_IN_HAND }, () => ask('title price')));
    state.over = true;
    await watching;
    expect(answers.every(({ data }) => data.product.title === 'Lotus' && data.product.price === null)).toBe(
      true,
    );
    expect(state.most).toBeGreaterThan(MOST_IN_HAND / 2);
    expect(state.most).toBeLessThanOrEqual(MOST_IN_HAND);
    expect(await outcomes('refused: full')).toBeGreaterThan(MOST_IN_HAND);
    // What was asked and failed is in the log, and what was refused is not, but that it is.
    const said = (what: string) => logged.filter((line) => line.includes(what)).length;
    expect(said('a fetch failed')).toBeLessThanOrEqual((await outcomes('late')) ?? 0);
    expect(said('is given no more')).toBeGreaterThan(0);
    expect(said('is given no more')).toBeLessThan(MOST_IN_HAND / 2);
  });

  it('that fails once is asked a second time for a query, and never for a mutation', async () => {
    await ask('title price');
    pricing.mood = 'garbage';
    pricing.asked = 0;
    const query = ask('title price');
    await waitFor(() => pricing.asked === 1, { what: 'the first try' });
    pricing.mood = 'well';
    expect((await query).data.product.price).toBe(7);
    expect(pricing.asked).toBe(2);
    pricing.mood = 'garbage';
    pricing.asked = 0;
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { pay }' }),
    });
    expect(((await response.json()) as Answer).errors).toMatchObject([
      { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
    ]);
    expect(pricing.asked).toBe(1);
  });
});
