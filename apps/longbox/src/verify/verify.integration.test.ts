import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { accepted } from '../demo/accepted.ts';
import { buy, openWholeStore, reached, sell, ship, type WholeStore } from '../whole-store.fixtures.ts';
import { verify, type Report } from './verify.ts';

let store: WholeStore;

const broken = ({ invariants }: Report) =>
  invariants.flatMap(({ where, name, violations }) => (violations > 0 ? `${where}: ${name}` : []));

beforeAll(async () => {
  store = await openWholeStore('verified');
  const { variantIds } = await sell(store, 'Booster boxes', 2);
  const [box = '', tin = ''] = variantIds;
  const line = (variantId: string, quantity: number) => ({ variantId, quantity });
  const fulfilled = await buy(store, [line(box, 2), line(tin, 1)]);
  const confirmed = await buy(store, [line(box, 3)]);
  const another = await buy(store, [line(box, 2)]);
  const cancelled = await buy(store, [line(tin, 2)]);
  const declined = await buy(store, [line(tin, 1)], '4000000000000002');
  for (const id of [fulfilled, confirmed, another, cancelled]) await reached(store, id, 'CONFIRMED');
  await ship(store, fulfilled);
  const asked = await store.staff.run(operations.CancelOrderDocument, { id: cancelled, reason: 'changed' });
  accepted(asked.cancelOrder);
  await reached(store, fulfilled, 'FULFILLED');
  for (const id of [cancelled, declined]) await reached(store, id, 'CANCELLED');
}, 90_000);

afterAll(() => store.drop(), 30_000);

describe('a store that works', () => {
  it('keeps every invariant while it runs, of all its stores, found in its databases', async () => {
    const report = await verify(store.urls, { waitSeconds: 20 });
    expect(broken(report)).toEqual([]);
    expect(report).toMatchObject({ violations: 0, busy: null, stores: [store.id] });
    const idle = report.invariants.filter(({ checked }) => checked === 0).map(({ name }) => name);
    expect(new Set(idle)).toEqual(new Set(['events are published in time', 'the handling of an event ends']));
  }, 60_000);
});
