import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { openEmbeddedLog, deadLettersOf, type InspectableLog } from '@longbox/events';
import { newId } from '@longbox/ids';
import { openDatabase, type Database } from '@longbox/postgres';
import { waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { accepted } from '../demo/accepted.ts';
import { Life } from '../life.ts';
import { readSettings, type Settings } from '../settings.ts';
import { verify } from '../verify/verify.ts';
import { openWholeStore, sell, type WholeStore } from '../whole-store.fixtures.ts';
import { deadLetters } from './dead-letters.ts';
import { lagReport } from './lag.ts';
import { fromOf, replay } from './replay.ts';

let store: WholeStore;
let log: InspectableLog;
let catalog: Database;
let settings: Settings;

beforeAll(async () => {
  store = await openWholeStore('looked-after');
  log = await openEmbeddedLog({ url: store.urls.events, logger: pino({ level: 'silent' }) });
  catalog = await openDatabase({ name: 'catalog', url: store.urls.catalog });
  settings = readSettings({ LONGBOX_LOG_LEVEL: 'silent' });
}, 60_000);

afterAll(async () => {
  await catalog.close();
  await log.close();
  await store.drop();
});

/** What a command says. */
async function said(command: (say: (line: string) => void) => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  await command((line) => lines.push(line));
  return lines;
}

describe('events replay', () => {
  const replayed = (consumer: string, from: string) =>
    said(async (say) => {
      const life = new Life();
      try {
        await replay(life, consumer, fromOf(from), { settings, urls: store.urls, log, say });
      } finally {
        await life.end((what, error) => {
          throw new Error(`${what} did not end`, { cause: error });
        });
      }
    });

  it.each([
    ['the start', () => 'start'],
    ['a time', () => new Date(Date.now() - 60_000).toISOString()],
  ])(
    'makes the catalog’s prices and stock again from %s while they change, and every invariant holds',
    async (_, from) => {
      const { variantIds } = await sell(store, `Booster boxes ${newId()}`, 20);
      await waitFor(
        async () =>
          (await log.inspection.groups()).every(({ group, lag }) => group !== 'catalog.offers' || lag === 0n),
        { what: 'the catalog to be up to date' },
      );
      // What a bug might have left: prices that nobody set.
      await catalog.transaction(store.id, (tx) =>
        tx.query('UPDATE variant_prices SET amount_minor = 1, version = 0'),
      );
      const state = { over: false, rounds: 0 };
      const changing = (async () => {
        while (!state.over) {
          state.rounds += 1;
          const lines = variantIds.map((variantId) => ({
            variantId,
            price: { amount: 500 + state.rounds, currency: 'USD' as const },
          }));
          accepted((await store.staff.run(operations.SetPricesDocument, { input: { lines } })).setPrices);
        }
      })();
      await waitFor(() => state.rounds > 3, { what: 'prices to change' });
      const lines = await replayed('catalog.offers', from());
      const during = state.rounds;
      await waitFor(() => state.rounds > during + 3, { what: 'prices to change after the swap' });
      state.over = true;
      await changing;
      expect(lines.at(-1)).toMatch(/^catalog\.offers was made again from \d+ events in [\d.]+ s\.$/);
      const report = await verify(store.urls, { stores: [store.id], waitSeconds: 20, settleSeconds: 1 });
      expect(report.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
      const prices = await catalog.transaction(store.id, (tx) =>
        tx.query<{ amount: number }[]>(
          'SELECT DISTINCT amount_minor AS amount FROM variant_prices WHERE variant_id = ANY ($1::uuid[])',
          [variantIds],
        ),
      );
      expect(prices).toEqual([{ amount: 500 + state.rounds }]);
    },
    90_000,
  );

  it.each(['inventory.catalog', 'pricing.catalog', 'order.variants', 'pricing.market'])(
    'can make %s again',
    async (consumer) => {
      expect((await replayed(consumer, 'start')).at(-1)).toContain(`${consumer} was made again`);
    },
  );

  it.each(['order.saga', 'inventory.orders', 'fulfillment.orders'])(
    'refuses %s, whose steps have happened',
    async (consumer) => {
      await expect(replayed(consumer, 'start')).rejects.toThrow(/would happen again/);
    },
  );

  it('refuses what is no consumer and no time', async () => {
    await expect(replayed('nobody', 'start')).rejects.toThrow(/no consumer’s name/);
    await expect(replayed('catalog.offers', 'yesterday')).rejects.toThrow(/--from takes start, or a time/);
    await expect(replayed('catalog.offers', '2999-01-01')).rejects.toThrow(/a time that has been/);
  });
});

describe('events lag', () => {
  it('has a line for each consumer of the store, all of them with a member', async () => {
    const lines = lagReport(await log.inspection.groups(), false).filter((line) =>
      /^[a-z]+\.[a-z]+ +\d+ +\d+ +1 /.test(line),
    );
    const consumers = store.subgraphs.flatMap((subgraph) => Object.keys(subgraph.consumers));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(consumers.toSorted());
  });
});

describe('events dead-letters', () => {
  const run = (...args: string[]) => said((say) => deadLetters(deadLettersOf(log), args, {}, say));

  it('lists, shows, replays and drops what no consumer could read', async () => {
    await log.publish([
      {
        topic: 'orders.orders',
        key: 'order-1',
        headers: { ce_id: newId(), ce_type: 'OrderConfirmed', ce_specversion: '1.0' },
        payload: Buffer.from('zz'),
      },
    ]);
    const listed = await waitFor(
      async () => {
        const lines = await run('list');
        return lines.length > 2 && lines;
      },
      { what: 'the dead letters of two consumers' },
    );
    expect(listed[0]).toMatch(/^id +given up +consumer +type +why +attempts +state +error$/);
    const [id = ''] = listed[1]?.split(' ') ?? [];
    const shown = await run('show', id);
    expect(shown).toEqual(
      expect.arrayContaining(['state      waits for somebody', '  ce_type: OrderConfirmed']),
    );
    expect(shown.at(-1)).toContain('2 bytes: 7a7a');
    expect(await run('replay', id)).toEqual([`1/1 ${id} replayed`]);
    expect(await run('replay', id)).toEqual([`0/1 ${id} had been settled before`]);
    await waitFor(async () => (await run('list')).length === listed.length, {
      what: 'the replayed one to be given up again',
    });
    await expect(run('drop', id)).rejects.toThrow(/--reason/);
    await expect(run('show', 'orders.orders/999')).rejects.toThrow(/no dead letter orders.orders\/999/);
    await expect(run('replay')).rejects.toThrow(/--all/);
    const options = { all: true, topic: 'orders.orders', reason: 'a test' };
    const dropped = await said((say) => deadLetters(deadLettersOf(log), ['drop'], options, say));
    expect(dropped).toHaveLength(listed.length - 1);
    expect(await run('list')).toEqual(['There are no dead letters that wait for somebody.']);
  });
});
