import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { CARD, accepted, eventually } from '../fixtures.ts';
import { onEmbeddedLog } from './event-logs.ts';
import { buy } from './load.ts';
import { openStage, type Stage } from './stage.ts';

const MOST_MS = 240_000;
/** Ten minutes in the measure of these tests: several times the longest that an order waits for anything. */
const TIMEOUT_SECONDS = 2;
const ORDERS = 4;

describe('a subgraph that is away for longer than any order waits', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(onEmbeddedLog(), {
      ORDER_RESERVATION_TIMEOUT_SECONDS: String(TIMEOUT_SECONDS),
    });
    await stage.shop();
  }, MOST_MS);
  afterAll(() => stage?.close(), MOST_MS);

  async function place(): Promise<string[]> {
    const { clients, shelves } = await stage.shop();
    const placed = await Promise.all(
      shelves.cold
        .slice(0, ORDERS)
        .map((variantId) =>
          buy(clients.guest, { lines: [{ variantId, quantity: 2 }], token: CARD.succeeds }),
        ),
    );
    return placed.map(({ orderId }) => orderId ?? '');
  }

  async function reached(id: string, status: string) {
    const { clients } = await stage.shop();
    const order = await eventually(
      `the order ${id} to be ${status}`,
      async () => (await clients.guest.run(operations.OrderPageDocument, { id })).order,
      (seen) => seen?.status === status,
      60_000,
    );
    return { ...order, said: order?.timeline.map(({ message }) => message) ?? [] };
  }

  const heldFor = async (ids: readonly string[]) => {
    const [row] = await stage.reader.query<{ held: number }>(
      'inventory',
      `SELECT count(*)::int AS held FROM reservations WHERE status = 'HELD' AND order_id = ANY ($1::uuid[])`,
      [ids],
    );
    return row?.held;
  };

  it.each([
    ['inventory does not hear of orders', 'inventory.orders'],
    ['nobody hears what inventory says', 'order.saga'],
  ])(
    'ends every order that was placed meanwhile, says why, and holds nothing when it is back: %s',
    async (_, group) => {
      stage.store.order({ away: [group] });
      const ids = await place();
      for (const id of ids) {
        const { said, paymentStatus } = await reached(id, 'CANCELLED');
        expect(said.at(-1)).toMatch(/stock.*in time/i);
        expect(paymentStatus).toBe('VOIDED');
      }
      stage.store.order({ away: [] });
      expect(await stage.settle()).toEqual([]);
      expect(await heldFor(ids)).toBe(0);
    },
    MOST_MS,
  );

  it(
    'leaves confirmed orders as they are, and ends those that were to be cancelled when fulfillment is back',
    async () => {
      stage.store.order({ away: ['fulfillment.orders'] });
      const ids = await place();
      for (const id of ids) await reached(id, 'CONFIRMED');
      const [unwanted = '', ...others] = ids;
      const { clients } = await stage.shop();
      const asked = await clients.staff.run(operations.CancelOrderDocument, {
        id: unwanted,
        reason: 'the shopper called',
      });
      accepted(asked.cancelOrder);
      const waiting = await reached(unwanted, 'CANCELLING');
      expect(waiting.said.at(-1)).toMatch(/cancellation was asked for: the shopper called/i);
      expect(await heldFor(ids)).toBe(ORDERS);

      stage.store.order({ away: [] });
      const ended = await reached(unwanted, 'CANCELLED');
      expect(ended.said.join('\n')).toMatch(/the shopper called/);
      expect(await stage.settle()).toEqual([]);
      expect(await heldFor([unwanted])).toBe(0);
      expect(await heldFor(others)).toBe(ORDERS - 1);
      for (const id of others)
        expect((await reached(id, 'CONFIRMED')).said.at(-1)).toBe('The order waits to be picked.');
    },
    MOST_MS,
  );
});
