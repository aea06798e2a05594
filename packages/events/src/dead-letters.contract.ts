import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor } from '@longbox/testing';
import { deadLetterOf, isFor } from './dead-letter.ts';
import { deadLettersOf, type DeadLetters } from './dead-letters.ts';
import type { LogUnderTest } from './event-log.contract.ts';
import type { InspectableLog, StoredEvent } from './port.ts';
import { RESOLUTIONS, type Topic } from './topics.ts';

/** The promises about dead letters, which are the same on every log. */
export function deadLettersContract(name: string, prepare: () => Promise<LogUnderTest>): void {
  describe(`the dead letters on ${name}`, () => {
    let under: LogUnderTest;
    let log: InspectableLog;
    let letters: DeadLetters;
    let orders: string;
    let stock: string;

    beforeEach(async () => {
      under = await prepare();
      const topic = (of: string, partitions: number): Topic => ({
        name: of,
        owner: 'order',
        key: 'order id',
        partitions,
        retentionDays: 1,
        types: [],
      });
      orders = `a-orders-${newId()}`;
      stock = `b-stock-${newId()}`;
      const topics = [
        topic(orders, 3),
        topic(`${orders}.dead-letters`, 1),
        topic(stock, 3),
        topic(`${stock}.dead-letters`, 1),
        RESOLUTIONS,
      ];
      log = await under.open({ topics, batchSize: 3 });
      letters = deadLettersOf(log, topics);
    });

    afterEach(async () => {
      await log.close();
      await under.dispose();
    });

    const park = (topic: string, text: string, consumer = 'inventory.orders') =>
      log.publish([
        deadLetterOf(
          {
            topic,
            partition: 2,
            offset: 7n,
            key: 'order-1',
            headers: { ce_id: text, ce_type: 'OrderPlaced', traceparent: '00-1-2-01' },
            payload: Buffer.from(text),
          },
          { consumer, reason: 'FAILED', error: new Error('no such shelf'), attempts: 6, at: new Date(1_000) },
        ),
      ]);
    const idsOf = async (filter: Parameters<DeadLetters['list']>[0]) =>
      (await letters.list(filter)).letters.map(({ id }) => id);

    it('are listed by topic, the oldest first, page by page, and by topic or consumer', async () => {
      for (let n = 0; n < 5; n += 1) await park(orders, `o${n}`, n % 2 ? 'pricing.x' : 'inventory.orders');
      for (let n = 0; n < 2; n += 1) await park(stock, `s${n}`);
      const all = [0, 1, 2, 3, 4].map((n) => `${orders}/${n}`).concat(`${stock}/0`, `${stock}/1`);
      expect(await idsOf({ limit: 50 })).toEqual(all);
      const page = await letters.list({ limit: 4 });
      expect(page.letters.map(({ id }) => id)).toEqual(all.slice(0, 4));
      expect(page.more).toBe(true);
      const rest = await letters.list({ limit: 4, after: all[3] });
      expect(rest.letters.map(({ id }) => id)).toEqual(all.slice(4));
      expect(rest.more).toBe(false);
      expect(await idsOf({ limit: 50, topic: stock })).toEqual(all.slice(5));
      expect(await idsOf({ limit: 50, consumer: 'pricing.x' })).toEqual([`${orders}/1`, `${orders}/3`]);
      await expect(letters.list({ limit: 1, topic: 'nowhere' })).rejects.toThrow(
        /no dead letters of nowhere/,
      );
      await expect(letters.list({ limit: 1, after: 'x' })).rejects.toThrow(/no dead letter’s id/);
    });

    it('can be looked at one by one', async () => {
      await park(orders, 'first');
      expect(await letters.find(`${orders}/0`)).toMatchObject({
        topic: orders,
        partition: '2',
        offset: '7',
        consumer: 'inventory.orders',
        reason: 'FAILED',
        error: expect.stringContaining('no such shelf'),
        attempts: 6,
        at: new Date(1_000),
        type: 'OrderPlaced',
        eventId: 'first',
        resolution: undefined,
      });
      expect(await letters.find(`${orders}/1`)).toBeUndefined();
      expect(await letters.find('nowhere/1')).toBeUndefined();
    });

    it('go back to their topic as they were, for the one consumer that gave them up, and once', async () => {
      await park(orders, 'first');
      await park(orders, 'second');
      expect(await letters.replay(`${orders}/0`)).toBe('settled');
      expect(await letters.replay(`${orders}/0`)).toBe('already settled');
      expect(await letters.replay(`${orders}/9`)).toBe('unknown');
      const seen: StoredEvent[] = [];
      await log.subscribe({
        group: newId(),
        topics: [orders],
        handle: async (records) => void seen.push(...records),
      });
      await waitFor(() => seen.length > 0, { what: 'the event' });
      expect(seen.map(({ key, headers, payload }) => ({ key, headers, text: String(payload) }))).toEqual([
        {
          key: 'order-1',
          headers: {
            ce_id: 'first',
            ce_type: 'OrderPlaced',
            traceparent: '00-1-2-01',
            dl_replayed_to: 'inventory.orders',
          },
          text: 'first',
        },
      ]);
      const [event] = seen;
      expect(event && isFor(event, 'inventory.orders')).toBe(true);
      expect(event && isFor(event, 'catalog.offers')).toBe(false);
      expect(await idsOf({ limit: 5 })).toEqual([`${orders}/1`]);
    });

    it('are dropped with the reason kept, and listed no more unless they are asked for', async () => {
      await park(orders, 'first');
      expect(await letters.drop(`${orders}/0`, 'the order was a test')).toBe('settled');
      expect(await letters.drop(`${orders}/0`, 'again')).toBe('already settled');
      expect(await idsOf({ limit: 5 })).toEqual([]);
      const [letter] = (await letters.list({ limit: 5, done: true })).letters;
      expect(letter?.resolution).toMatchObject({ action: 'dropped', reason: 'the order was a test' });
      expect(letter?.resolution?.at.getTime()).toBeGreaterThan(Date.now() - 60_000);
    });
  });
}
