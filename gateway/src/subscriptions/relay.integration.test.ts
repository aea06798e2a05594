import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import type { Gateway } from '../gateway.ts';
import type { Bus } from './bus.ts';
import { createLedger, inProcess, overHttp, startLiveGateway } from './live.fixtures.ts';
import { createMemoryHub } from './memory-bus.fixtures.ts';
import { hasRedis, startRedis, type RedisUnderTest } from '../redis/redis.fixtures.ts';
import { openRedisBus } from './redis-bus.ts';

const logger = pino({ level: 'silent' });
const describeWithRedis = hasRedis() ? describe : describe.skip;
/** Shorter than in life, so that a test does not wait for a lease of seconds. */
const relayTimes = { lease: 600, beat: 150, patience: 400 };

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

let redis: RedisUnderTest | undefined;
beforeAll(async () => {
  if (describeWithRedis === describe) redis = await startRedis();
});
afterAll(() => redis?.stop());

const openBus = () => openRedisBus(redis?.url ?? '', logger);

/** Gateways over one owner. */
async function gateways(count: number, connect: () => Promise<Bus>) {
  const ledger = createLedger();
  const edges = [];
  for (let i = 0; i < count; i += 1) {
    const bus = await connect();
    const gateway = await startLiveGateway(inProcess(ledger), { bus, relayTimes });
    edges.push({ gateway, bus });
    cleanUp.push(
      () => bus.close(),
      () => gateway.stop(),
    );
  }
  return { ledger, edges };
}

function clientOf({ url }: Pick<Gateway, 'url'>): Client {
  const client = createClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  cleanUp.push(() => client.dispose());
  return client;
}

function watch(gateway: Pick<Gateway, 'url'>, field = 'orderUpdated(id: "1")', lastEventId?: string) {
  const revisions: number[] = [];
  const state: { error?: unknown } = {};
  const leave = clientOf(gateway).subscribe<{ event: { revision: number } }>(
    {
      query: `subscription { event: ${field} { revision title } }`,
      ...(lastEventId ? { extensions: { lastEventId } } : {}),
    },
    {
      next: ({ data }) => data && revisions.push(data.event.revision),
      error: (error) => (state.error = error),
      complete: () => undefined,
    },
  );
  return { revisions, state, leave };
}

function suite(connect: () => Promise<Bus>): void {
  it('asks the owner once for several gateways, and gives each client each event once', async () => {
    const { ledger, edges } = await gateways(3, connect);
    ledger.change('1');
    const watchers = edges.flatMap(({ gateway }) => [watch(gateway), watch(gateway)]);
    await waitFor(() => watchers.every(({ revisions }) => revisions.length === 1), {
      what: 'the order as it is',
    });
    const before = ledger.counts.filledIn;
    ledger.change('1', 20);
    await waitFor(() => watchers.every(({ revisions }) => revisions.at(-1) === 21), {
      what: 'twenty changes',
    });
    for (const { revisions } of watchers)
      expect(revisions).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect([ledger.counts.open, ledger.counts.filledIn - before]).toEqual([1, 20]);
    for (const { leave } of watchers) leave();
    await waitFor(() => ledger.counts.open === 0, { what: 'the stream at the owner to end' });
  });

  it('goes on from another gateway when the one that asked stops, without a gap', async () => {
    const { ledger, edges } = await gateways(2, connect);
    const [first, second] = edges;
    if (!first || !second) throw new Error('two gateways');
    ledger.change('1');
    watch(first.gateway);
    await waitFor(() => ledger.counts.open === 1, { what: 'the stream at the owner' });
    const [order, changes] = [watch(second.gateway), watch(second.gateway, 'ordersUpdated')];
    await waitFor(() => order.revisions.length === 1 && ledger.counts.open === 2, {
      what: 'the order as it is',
    });
    const changing = setInterval(() => ledger.change('1'), 5);
    await waitFor(() => order.revisions.length > 5, { what: 'some changes' });
    await first.gateway.stop();
    await waitFor(() => order.revisions.length > 300, { what: 'some changes more' });
    clearInterval(changing);
    await waitFor(() => order.revisions.at(-1) === ledger.revisionOf('1'), { what: 'the last change' });
    expect(order.revisions).toEqual(Array.from({ length: order.revisions.length }, (_, i) => i + 1));
    const [begin = 0] = changes.revisions;
    expect(changes.revisions).toEqual(changes.revisions.map((_, i) => begin + i));
    expect(ledger.counts.open).toBe(2);
  });

  it('lets a client go on at another gateway after the last event it saw', async () => {
    const { ledger, edges } = await gateways(2, connect);
    const [first, second] = edges;
    if (!first || !second) throw new Error('two gateways');
    ledger.change('1');
    const before = watch(first.gateway);
    const stays = watch(first.gateway);
    await waitFor(() => before.revisions.length === 1, { what: 'the order as it is' });
    before.leave();
    ledger.change('1', 40);
    await waitFor(() => stays.revisions.length === 41, { what: 'forty changes' });
    for (const [seen, missed] of [
      ['1', 40],
      ['38', 3],
    ] as const) {
      const after = watch(second.gateway, undefined, seen);
      await waitFor(() => after.revisions.at(-1) === 41, { what: 'what was missed' });
      expect(after.revisions).toHaveLength(missed);
    }
  });
}

describe('several gateways on a bus in one process', () => {
  const hub = createMemoryHub();
  suite(() => Promise.resolve(hub.connect()));
});

describeWithRedis('several gateways on one Redis', () => {
  suite(openBus);

  it('miss nothing when Redis goes away, and share again when it is back', async () => {
    const { ledger, edges } = await gateways(2, openBus);
    ledger.change('1');
    const watchers = edges.map(({ gateway }) => watch(gateway));
    await waitFor(() => watchers.every(({ revisions }) => revisions.length === 1), {
      what: 'the order as it is',
    });
    await redis?.stop();
    ledger.change('1', 5);
    for (const { revisions } of watchers)
      await waitFor(() => revisions.length === 6, { what: 'changes without Redis' });
    expect(ledger.counts.open).toBe(2);
    await redis?.start();
    const changing = setInterval(() => ledger.change('1'), 20);
    await waitFor(() => watchers.every(({ revisions }) => revisions.length > 60), { what: 'changes' });
    await waitFor(() => ledger.counts.open === 1, { what: 'the work to be shared again' });
    clearInterval(changing);
    for (const { revisions } of watchers) {
      await waitFor(() => revisions.at(-1) === ledger.revisionOf('1'), { what: 'the last change' });
      expect(revisions).toEqual(Array.from({ length: revisions.length }, (_, i) => i + 1));
    }
  });

  it('in processes of their own give each client each event once, also when one of them is killed', async () => {
    const ledger = createLedger();
    ledger.change('1');
    const served = await overHttp(ledger);
    cleanUp.push(() => served.stop());
    const [first, second] = await Promise.all([startProcess(served.urls()), startProcess(served.urls())]);
    watch(first);
    await waitFor(() => ledger.counts.open === 1, { what: 'the stream at the owner' });
    const survivors = [watch(second), watch(second)];
    await waitFor(() => survivors.every(({ revisions }) => revisions.length === 1), {
      what: 'the order as it is',
    });
    ledger.change('1', 2);
    await waitFor(() => survivors.every(({ revisions }) => revisions.length === 3), { what: 'two changes' });
    expect(ledger.counts.open).toBe(1);
    first.kill();
    ledger.change('1', 2);
    await waitFor(() => survivors.every(({ revisions }) => revisions.length === 5), {
      what: 'what happened since',
    });
    for (const { revisions } of survivors) expect(revisions).toEqual([1, 2, 3, 4, 5]);
  });
});

const FIXTURE = join(__dirname, 'gateway-process.fixture.ts');

/** A gateway in a process of its own on the test's Redis, and what kills it. */
async function startProcess(subgraphs: object): Promise<{ readonly url: string; kill(): void }> {
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify(subgraphs), redis?.url ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => void child.kill('SIGKILL');
  cleanUp.push(kill);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (said: Buffer) => resolve(said.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)));
  });
  return { url, kill };
}
