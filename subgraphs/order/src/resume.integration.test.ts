import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Caller } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { createOperationRunner, type Position, type Subgraph } from '@longbox/subgraph';
import { SILENT_LOG } from '@longbox/subgraph/under-test';
import { waitFor } from '@longbox/testing';
import { orderUnderTest, type OrderUnderTest } from './order.fixtures.ts';
import { openShop } from './shop.fixtures.ts';
import { createOrderSubgraph } from './subgraph.ts';

const logger = pino({ level: 'silent' });
let order: OrderUnderTest;
/** Another process of the subgraph, on the same database. */
let other: Subgraph;
beforeAll(async () => {
  order = await orderUnderTest();
  await order.subgraph.start();
  other = await createOrderSubgraph({
    databaseUrl: order.url,
    eventLog: SILENT_LOG,
    peers: { ask: (peer, request) => Promise.resolve(order.market.ask(peer, request)) },
    logger,
  });
});
afterAll(async () => {
  await other.stop();
  await order.stop();
});

const STATUS = `subscription ($id: ID!) { event: orderUpdated(id: $id) { id status paymentStatus } }`;
const FEED = `subscription { event: ordersUpdated { id status } }`;
const CART = `subscription ($id: ID!) { event: cartUpdated(id: $id) { revision lineCount } }`;

interface Event {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
}

/** Subscribes in one of the processes, and collects events with their positions. */
async function watch(subgraph: Subgraph, by: Caller, query: string, variables: object, lastEventId?: string) {
  const stream = await createOperationRunner(subgraph.schema, logger).subscribe(
    { query, variables: { ...variables }, lastEventId },
    () => subgraph.createContext(by),
  );
  if (!(Symbol.asyncIterator in stream)) throw stream.errors?.[0] ?? new Error('no stream');
  const events: (Event | null)[] = [];
  const positions: (Position | undefined)[] = [];
  const state = { ended: false };
  const reading = (async () => {
    for await (const { data, extensions } of stream) {
      events.push((data?.['event'] ?? null) as Event | null);
      positions.push(extensions?.['live'] as Position | undefined);
    }
    state.ended = true;
  })();
  return {
    events,
    positions,
    state,
    async leave() {
      await stream.return?.();
      await reading;
    },
  };
}

describe('whoever was away', () => {
  it('goes on after the last change of an order that they saw, in another process too', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const placed = await shop.place(variant, 1);
    const before = await watch(order.subgraph, shop.guest, STATUS, placed);
    await waitFor(() => before.events.length === 1, { what: 'the order as it is' });
    await before.leave();
    expect(before.positions).toEqual([{ id: '1', state: true }]);
    await shop.reserve(placed, variant);
    const reference = await watch(order.subgraph, shop.guest, STATUS, placed);
    await waitFor(() => reference.events.at(-1)?.status === 'CONFIRMED', { what: 'the confirmation' });

    for (const process of [order.subgraph, other]) {
      const after = await watch(process, shop.guest, STATUS, placed, '1');
      await waitFor(() => after.events.at(-1)?.status === 'CONFIRMED', { what: 'what was missed' });
      expect(after.positions.map((position) => position?.id)).toEqual(['2', '3', '4']);
      await after.leave();
    }
    const uptodate = await watch(other, shop.guest, STATUS, placed, '4');
    await shop.ship(placed, newId(), 1);
    await waitFor(() => uptodate.events.at(-1)?.status === 'FULFILLED', { what: 'what comes next' });
    expect(uptodate.positions[0]?.id).toBe('5');
    await Promise.all([uptodate.leave(), reference.leave()]);
  });

  it('is refused with a code when what they saw last is nothing that was given', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell());
    for (const [query, id] of [
      [STATUS, 'x'],
      [FEED, '5'],
    ] as const)
      await expect(watch(other, shop.staff, query, placed, id)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
  });

  it('misses no change of a store’s orders, also of transactions that commit in another order than they began', async () => {
    const shop = openShop(order);
    const variant = order.market.sell(1_000, 1_000);
    const feed = await watch(order.subgraph, shop.staff, FEED, {});
    const orders = [];
    for (let i = 0; i < 6; i += 1) orders.push(await shop.place(variant));
    await waitFor(() => feed.events.length === 6, { what: 'six orders' });
    await feed.leave();
    await Promise.all(orders.map(({ id }) => shop.cancel(id)));
    // From wherever somebody left, everything that they had not seen comes, and nothing of what an order had before.
    for (const [seen, position] of feed.positions.entries()) {
      const after = await watch(other, shop.staff, FEED, {}, position?.id);
      const missed = orders.slice(seen + 1).map(({ id }) => `${id} PENDING`);
      const wanted = [...missed, ...orders.map(({ id }) => `${id} CANCELLED`)];
      const told = () => new Set(after.events.map((event) => `${event?.id} ${event?.status}`));
      await waitFor(() => wanted.every((each) => told().has(each)), { what: 'everything that was missed' });
      expect(told()).not.toContain(`${orders[seen]?.id} PENDING`);
      await after.leave();
    }
  });
});

describe('a live cart', () => {
  it('is shown as it is, whenever it has changed, and as nothing once it is bought', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const cart = await shop.cartWith(variant, 1);
    const live = await watch(other, shop.guest, CART, cart);
    await waitFor(() => live.events.length === 1, { what: 'the cart as it is' });
    await shop.changeCart('addCartLines', {
      cartId: cart.id,
      lines: [{ variantId: order.market.sell().id, quantity: 1 }],
    });
    await waitFor(() => live.events.length === 2, { what: 'the cart as it is then' });
    expect(live.events).toEqual([
      { revision: 1, lineCount: 1 },
      { revision: 2, lineCount: 2 },
    ]);
    const again = await watch(order.subgraph, shop.guest, CART, cart, '2');
    await shop.checkout(cart.id);
    for (const watcher of [live, again])
      await waitFor(() => watcher.state.ended, { what: 'the end, once it is bought' });
    expect([live.events.slice(2), again.events]).toEqual([[null], [null]]);
  });

  it('is nothing, and over, for whoever may not see it', async () => {
    const shop = openShop(order);
    const own = await shop.cartWith(order.market.sell(), 1, shop.customer);
    for (const id of [own.id, 'x']) {
      const watcher = await watch(order.subgraph, shop.guest, CART, { id });
      await waitFor(() => watcher.state.ended, { what: 'the end of the stream' });
      expect(watcher.events).toEqual([null]);
    }
  });
});
