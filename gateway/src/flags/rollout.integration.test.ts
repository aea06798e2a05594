import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MetricsRegistry } from '@longbox/events';
import { waitFor } from '@longbox/testing';
import { createClient } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { hasRedis, startRedis, type RedisUnderTest } from '../redis/redis.fixtures.ts';
import { readFlagSet } from './flag-set.ts';
import { openRedisEditor } from './redis-flags.ts';
import { askAs, startRollout, type Rollout } from './rollout.fixtures.ts';

const PLACES = '{ items { id place } }';
const VARIANTS = '{ assignedVariants { name variant } }';
const visitors = Array.from({ length: 200 }, (_, index) => `visitor-${index}`);

/** Flags that a test sets itself. */
const switchable = () => {
  const flags = { current: readFlagSet({ name: 'flags', text: '' }), close: () => Promise.resolve() };
  const set = (text: string) => (flags.current = readFlagSet({ name: 'flags', text }));
  const share = (percentage: number) => set(`flags: { move-place: { percentage: ${percentage} } }`);
  return { flags, set, share };
};

let rollout: Rollout;
let registry: MetricsRegistry;
let control: ReturnType<typeof switchable>;
const cleanUp: (() => unknown)[] = [];

beforeEach(async () => {
  control = switchable();
  registry = new MetricsRegistry();
  rollout = await startRollout({ flags: control.flags, registry });
  cleanUp.push(() => rollout.gateway.stop());
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const ask = (visitor: string | undefined, query: string) => askAs(rollout.gateway.url, visitor, query);

async function placesOf(visitor: string): Promise<string> {
  const { body } = await ask(visitor, PLACES);
  expect(body.errors).toBeUndefined();
  const places = new Set(body.data?.items?.map(({ place }) => place));
  // One decision for one request: its items are not from two subgraphs.
  expect(places.size).toBe(1);
  return [...places][0] ?? '';
}

describe('a field with a label', () => {
  it('moves between two subgraphs by the share of its flag, and never fails while that changes', async () => {
    const state = { isOver: false };
    const failures: unknown[] = [];
    let answered = 0;
    const shoppers = Array.from({ length: 4 }, async (_, shopper) => {
      for (let turn = shopper; !state.isOver; turn += 1) {
        const { status, body } = await ask(visitors[turn % visitors.length], PLACES);
        const places = new Set(body.data?.items?.map(({ place }) => place));
        if (status !== 200 || body.errors || places.size !== 1) failures.push(body);
        answered += 1;
      }
    });
    const seen: number[] = [];
    let before = new Set<string>();
    for (const percentage of [0, 10, 20, 50, 100]) {
      control.share(percentage);
      const places = await Promise.all(visitors.map(placesOf));
      const moved = new Set(visitors.filter((_, index) => places[index] === 'pricing'));
      expect([...before].every((visitor) => moved.has(visitor))).toBe(true);
      before = moved;
      seen.push(moved.size);
    }
    control.share(0);
    expect(await placesOf('visitor-0')).toBe('order');
    state.isOver = true;
    await Promise.all(shoppers);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(100);
    const [none = 0, tenth = 0, fifth = 0, half = 0, all = 0] = seen;
    expect([none, all]).toEqual([0, 200]);
    expect(tenth).toBeGreaterThan(5);
    expect(fifth).toBeGreaterThan(20);
    expect(half).toBeGreaterThan(75);
    expect(half).toBeLessThan(125);
  }, 30_000);

  it('stays where it was for a live operation that has begun, and is decided anew for the next one', async () => {
    control.share(0);
    const watch = () => {
      const places: string[] = [];
      const client = createClient({
        url: rollout.gateway.url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { 'x-visitor': 'visitor-1' },
      });
      cleanUp.push(() => client.dispose());
      client.subscribe<{ changed: { place: string } }>(
        { query: 'subscription { changed { place } }' },
        {
          next: ({ data }) => places.push(data?.changed.place ?? 'nothing'),
          error: (error) => places.push(String(error)),
          complete: () => undefined,
        },
      );
      return places;
    };
    const early = watch();
    await waitFor(() => early.length === 1, { what: 'the first event' });
    control.share(100);
    const late = watch();
    await waitFor(() => late.length === 1, { what: 'the first event of the second' });
    rollout.change();
    await waitFor(() => early.length === 2 && late.length === 2, { what: 'the second events' });
    expect([early, late]).toEqual([
      ['order', 'order'],
      ['pricing', 'pricing'],
    ]);
  });
});

describe('the variants of a caller', () => {
  it('are told in the graph: visible flags and experiments, the same each time, and kept by nobody', async () => {
    control.set(
      'flags: { shown: { percentage: 50, visible: true }, hidden: { percentage: 100 } }\nexperiments: { page: { variants: { a: 1, b: 1 } }, none: { percentage: 0, variants: { a: 1 } } }',
    );
    const answers = await Promise.all(visitors.map((visitor) => ask(visitor, VARIANTS)));
    const texts = answers.map(({ body }) => JSON.stringify(body.data?.assignedVariants));
    expect(new Set(texts)).toEqual(
      new Set(
        ['on', 'off'].flatMap((shown) =>
          ['a', 'b'].map((page) =>
            JSON.stringify([
              { name: 'shown', variant: shown },
              { name: 'page', variant: page },
            ]),
          ),
        ),
      ),
    );
    const again = await Promise.all(visitors.map((visitor) => ask(visitor, VARIANTS)));
    expect(again.map(({ body }) => JSON.stringify(body.data?.assignedVariants))).toEqual(texts);
    expect(new Set(again.map(({ headers }) => headers.get('cache-control')))).toEqual(new Set(['no-store']));
  });

  it.each(['short', 'x'.repeat(65), 'no spaces here', 'semi;colon;s'])(
    'are not told to who calls themselves %p',
    async (visitor) => {
      const { status, body } = await ask(visitor, VARIANTS);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    },
  );

  it('are counted when they are seen, and labels where a field with them is asked for', async () => {
    control.set(
      'flags: { move-place: { percentage: 100 } }\nexperiments: { page: { variants: { a: 1, b: 0 } } }',
    );
    await ask('visitor-1', '{ items { id } }');
    expect(await registry.metrics()).not.toMatch(/longbox_flag_seen_total\{/);
    await ask('visitor-1', PLACES);
    await ask('visitor-1', PLACES);
    await ask('visitor-1', VARIANTS);
    const lines = (await registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith('longbox_flag_seen_total'));
    expect(lines.toSorted()).toEqual([
      'longbox_flag_seen_total{name="move-place",variant="on"} 2',
      'longbox_flag_seen_total{name="page",variant="a"} 1',
    ]);
  });
});

const redisIsHere = hasRedis();

(redisIsHere ? describe : describe.skip)('two gateway processes on one Redis', () => {
  let redis: RedisUnderTest;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  async function startProcess(): Promise<string> {
    const child = spawn(
      process.execPath,
      [join(__dirname, 'rollout-process.fixture.ts'), redis.url, '/nowhere/flags.yaml'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    cleanUp.push(() => child.kill('SIGKILL'));
    return new Promise((resolve, reject) => {
      child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
      child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
    });
  }

  it('agree about every visitor within a second of a change', async () => {
    const urls = await Promise.all([startProcess(), startProcess()]);
    const editor = await openRedisEditor(redis.url, pino({ level: 'silent' }));
    cleanUp.push(() => editor.close());
    const some = visitors.slice(0, 40);
    const placesAt = (url: string) =>
      Promise.all(
        some.map(async (visitor) => (await askAs(url, visitor, PLACES)).body.data?.items?.[0]?.place),
      );
    let before = await placesAt(urls[0] ?? '');
    for (const percentage of [50, 100]) {
      control.share(percentage);
      const expected = await placesAt(rollout.gateway.url);
      const changes = some[expected.findIndex((place, index) => place !== before[index])];
      await editor.write({ section: 'flags', name: 'move-place', value: { percentage } });
      const written = Date.now();
      await Promise.all(
        urls.map((url) =>
          waitFor(
            async () => (await askAs(url, changes, PLACES)).body.data?.items?.[0]?.place === 'pricing',
            { what: 'the change to be seen' },
          ),
        ),
      );
      // Twice what is promised: the machine may do other things.
      expect(Date.now() - written).toBeLessThan(2_000);
      expect(await Promise.all(urls.map(placesAt))).toEqual([expected, expected]);
      before = expected;
    }
  }, 30_000);
});
