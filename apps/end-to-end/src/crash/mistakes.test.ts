import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CARD } from '../fixtures.ts';
import { onEmbeddedLog } from './event-logs.ts';
import { buy } from './load.ts';
import { openStage, type Stage } from './stage.ts';

const MOST_MS = 240_000;
const BUYERS = 60;
/** Some way into the load; by then there are orders in every phase. */
const PASSAGE = 5;

/** That nothing is found elsewhere means something, because this is found. */
describe('the checks after a crash', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(onEmbeddedLog(), { ORDER_RESERVATION_TIMEOUT_SECONDS: '3' });
  }, MOST_MS);
  afterAll(() => stage?.close(), MOST_MS);

  it(
    'find nothing where nothing went wrong',
    async () => {
      expect(await stage.underLoad((load) => load.served(BUYERS))).toEqual([]);
    },
    MOST_MS,
  );

  it(
    'find events that a consumer passed over',
    async () => {
      const problems = await stage.underLoad(async (load) => {
        stage.store.order({ fault: { at: 'SKIP_RECORDS', passage: PASSAGE } });
        await load.served(BUYERS);
      });
      expect(problems).toContainEqual(expect.stringMatching(/^inventory\.orders has not handled: Order/));
    },
    MOST_MS,
  );

  it(
    'find a batch that a relay marked and never published',
    async () => {
      const problems = await stage.underLoad(async (load) => {
        stage.store.order({ fault: { at: 'LOSE_BATCH', passage: PASSAGE } });
        await load.served(BUYERS);
      });
      expect(problems).toContainEqual(
        expect.stringMatching(/^the events of an order do not tell its timeline: /),
      );
    },
    MOST_MS,
  );

  it(
    'find that a buyer was told something that was not kept',
    async () => {
      const { clients, shelves } = await stage.shop();
      const { orderId } = await buy(clients.guest, {
        lines: [{ variantId: shelves.cold[0] ?? '', quantity: 1 }],
        token: CARD.succeeds,
      });
      await stage.reader.query('order', 'DELETE FROM checkouts WHERE order_id = $1', [orderId]);
      expect(await stage.settle()).toContainEqual(`an order has not one key: ${orderId}: 0`);
    },
    MOST_MS,
  );
});
