import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, subscribe, type ExecutionResult } from 'graphql';
import pg from 'pg';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { waitFor } from '@longbox/testing';
import { orderUnderTest, type OrderUnderTest } from './order.fixtures.ts';
import { openShop } from './shop.fixtures.ts';

let order: OrderUnderTest;
beforeAll(async () => {
  order = await orderUnderTest();
  await order.subgraph.start();
});
afterAll(() => order.stop());

const STATUS = `subscription ($id: ID!) { orderUpdated(id: $id) { id status paymentStatus fulfillmentStatus timeline { type } lines { sku } } }`;
const FEED = `subscription ($filter: OrderFilter) { ordersUpdated(filter: $filter) { id status paymentStatus } }`;

interface Seen {
  readonly id: string;
  readonly status: string;
  readonly paymentStatus: string;
  readonly timeline?: readonly { readonly type: string }[];
}

/** Subscribes and collects; `leave` ends it. */
async function watch(by: Caller, source: string, variableValues: Record<string, unknown>) {
  const contextValue = order.subgraph.createContext(by);
  const stream = await subscribe({
    schema: order.subgraph.schema,
    document: parse(source),
    variableValues,
    contextValue,
  });
  if (!(Symbol.asyncIterator in stream)) throw stream.errors?.[0] ?? new Error('no stream');
  const seen: (Seen | null)[] = [];
  const state = { ended: false };
  const reading = (async () => {
    for await (const { data, errors } of stream as AsyncIterable<ExecutionResult>) {
      if (errors?.[0]) throw errors[0];
      seen.push((data?.['orderUpdated'] ?? data?.['ordersUpdated'] ?? null) as Seen | null);
    }
    state.ended = true;
  })();
  return {
    seen,
    state,
    statuses: () => seen.map((each) => `${each?.status} ${each?.paymentStatus}`),
    async leave() {
      await stream.return?.(undefined);
      await reading;
    },
  };
}

describe('a live order', () => {
  it('is shown as it is, and then as it is after each change, none left out and in order', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const placed = await shop.place(variant, 1);
    const early = await watch(shop.guest, STATUS, { id: placed.id });
    await waitFor(() => early.seen.length === 1, { what: 'the order as it is' });
    await shop.reserve(placed, variant);
    await waitFor(() => early.statuses().at(-1) === 'CONFIRMED AUTHORIZED', { what: 'the confirmation' });
    const late = await watch(shop.staff, STATUS, { id: placed.id });
    await shop.ship(placed, newId(), 1);
    for (const watcher of [early, late])
      await waitFor(() => watcher.statuses().at(-1) === 'FULFILLED PAID', { what: 'the end' });
    expect(early.statuses()).toEqual([
      'PENDING PENDING',
      'PENDING PENDING',
      'PENDING AUTHORIZED',
      'CONFIRMED AUTHORIZED',
      'CONFIRMED AUTHORIZED',
      'FULFILLED AUTHORIZED',
      'FULFILLED PAID',
    ]);
    expect(early.seen.map((each) => each?.timeline?.length)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(late.statuses()).toEqual(early.statuses().slice(3));
    await Promise.all([early.leave(), late.leave()]);
  });

  it('lets go at once of whoever leaves, also while nothing happens', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell());
    const watcher = await watch(shop.guest, STATUS, { id: placed.id });
    await waitFor(() => watcher.seen.length === 1, { what: 'the order as it is' });
    const before = Date.now();
    await watcher.leave();
    expect(Date.now() - before).toBeLessThan(200);
    await shop.cancel(placed.id);
    expect(watcher.seen).toHaveLength(1);
    expect(watcher.state.ended).toBe(true);
  });

  it('is nothing, and over, for whoever may not see it', async () => {
    const shop = openShop(order);
    const own = await shop.place(order.market.sell(), 1, {}, shop.customer);
    for (const [by, id] of [
      [shop.guest, own.id],
      [openShop(order).staff, own.id],
      [shop.staff, 'x'],
    ] as const) {
      const watcher = await watch(by, STATUS, { id });
      await waitFor(() => watcher.state.ended, { what: 'the end of the stream' });
      expect(watcher.seen).toEqual([null]);
    }
  });

  it('misses nothing when the connection to the database breaks meanwhile', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const placed = await shop.place(variant);
    const watcher = await watch(shop.guest, STATUS, { id: placed.id });
    const feed = await watch(shop.staff, FEED, {});
    await waitFor(() => watcher.seen.length === 1, { what: 'the order as it is' });
    const admin = new pg.Client({ connectionString: order.superuserUrl });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'longbox order listen'`,
    );
    await admin.end();
    await shop.cancel(placed.id);
    for (const each of [watcher, feed])
      await waitFor(() => each.statuses().at(-1) === 'CANCELLED VOIDED', { what: 'the cancellation' });
    expect(watcher.statuses()).toEqual(['PENDING PENDING', 'CANCELLED VOIDED']);
    await Promise.all([watcher.leave(), feed.leave()]);
  });
});

describe('the feed of a store', () => {
  it('shows each change of the store’s orders that the filter lets through, and of no other store', async () => {
    const [shop, other] = [openShop(order), openShop(order)];
    const variant = order.market.sell();
    const all = await watch(shop.staff, FEED, {});
    const cancelled = await watch(shop.staff, FEED, { filter: { status: ['CANCELLED'] } });
    const [first, second] = [await shop.place(variant), await shop.place(variant)];
    await other.place(variant);
    await shop.cancel(second.id);
    await waitFor(() => all.seen.length >= 3, { what: 'three changes' });
    expect(all.seen.map((each) => [each?.id, each?.status])).toEqual([
      [first.id, 'PENDING'],
      [second.id, 'PENDING'],
      [second.id, 'CANCELLED'],
    ]);
    expect(cancelled.seen.map((each) => each?.id)).toEqual([second.id]);
    await Promise.all([all.leave(), cancelled.leave()]);
    await expect(watch(shop.customer, FEED, {})).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});
