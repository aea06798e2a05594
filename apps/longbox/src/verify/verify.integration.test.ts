import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { operations } from '@longbox/client';
import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';
import { copyOfDatabase } from '@longbox/testing';
import { accepted } from '../demo/accepted.ts';
import { buy, openWholeStore, reached, sell, ship, type WholeStore } from '../whole-store.fixtures.ts';
import { describedInvariants } from './invariants.ts';
import { plantsFor, type Plant, type StoryOfOrders } from './plants.fixtures.ts';
import { verify, type Report } from './verify.ts';

const NAMES: readonly (SubgraphName | 'events')[] = [...SUBGRAPH_NAMES, 'events'];
const line = (variantId: string, quantity: number) => ({ variantId, quantity });

let store: WholeStore;
let story: StoryOfOrders;

const broken = ({ invariants }: Report) =>
  invariants.flatMap(({ where, name, violations }) => (violations > 0 ? `${where}: ${name}` : []));

beforeAll(async () => {
  store = await openWholeStore('verified');
  const { variantIds } = await sell(store, 'Booster boxes', 2);
  const [box = '', tin = ''] = variantIds;
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
  story = { storeId: store.id, box, tin, fulfilled, confirmed, another, cancelled, declined };
}, 90_000);

afterAll(() => store.drop(), 30_000);

/** As a replica: triggers that keep the past from being rewritten do not fire. */
async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of ["SET session_replication_role = 'replica'", ...statements]) {
      const { rowCount } = await client.query(statement);
      if (rowCount === 0) throw new Error(`changed nothing: ${statement}`);
    }
  } finally {
    await client.end();
  }
}

describe('a store that works', () => {
  it('keeps every invariant, of all its stores, which are found in its databases', async () => {
    const report = await verify(store.urls, { waitSeconds: 20, settleSeconds: 0 });
    expect(broken(report)).toEqual([]);
    expect(report).toMatchObject({ violations: 0, busy: null, stores: [store.id], notChecked: [] });
    const idle = report.invariants.flatMap(({ checked, name }) => (checked === 0 ? name : []));
    // These tables are empty when all is well.
    expect(new Set(idle)).toEqual(
      new Set(['events are published in time', 'the handling of an event ends', 'no dead letter waits']),
    );
  }, 60_000);

  it('is not suspected for what is on its way between two databases', async () => {
    const [variantId = ''] = (await sell(store, 'Singles', 1, 100_000)).variantIds;
    const closing = new AbortController();
    const shoppers = Array.from({ length: 4 }, async () => {
      let sold = 0;
      for (; !closing.signal.aborted; sold += 1) await buy(store, [line(variantId, 1)]);
      return sold;
    });
    const reports: Report[] = [];
    try {
      for (let turn = 0; turn < 3; turn += 1)
        reports.push(await verify(store.urls, { settleSeconds: 1.5, lateSeconds: 20 }));
    } finally {
      closing.abort();
    }
    const sold = await Promise.all(shoppers);
    expect(Math.min(...sold)).toBeGreaterThan(0);
    expect(reports.map(broken)).toEqual([[], [], []]);
  }, 60_000);
});

describe('a store that was spoiled', () => {
  let copies: Readonly<Record<string, Awaited<ReturnType<typeof copyOfDatabase>>>>;

  beforeAll(async () => {
    const { busy } = await verify(store.urls, { waitSeconds: 30 });
    if (busy !== null) throw new Error(busy);
    // Nobody may mend, or be connected to, what is copied.
    await store.stop();
  }, 60_000);

  /** Copies the databases that the plant spoils and spoils the copies; the others are as they were. */
  async function spoil({ sql }: Plant) {
    const made = await Promise.all(
      Object.entries(sql).map(async ([name, statements]) => {
        const copy = await copyOfDatabase(store.urls[name as SubgraphName]);
        await run(copy.superuserUrl, statements);
        return [name, copy] as const;
      }),
    );
    copies = Object.fromEntries(made);
    return { ...store.urls, ...Object.fromEntries(made.map(([name, { url }]) => [name, url])) };
  }

  const dropCopies = () => Promise.all(Object.values(copies).map(({ drop }) => drop()));

  it('breaks exactly the invariant that was spoiled, for each of them', async () => {
    const found: Record<string, readonly string[]> = {};
    const plants = plantsFor(story);
    for (const plant of plants) {
      const urls = await spoil(plant);
      const report = await verify(urls, { stores: [store.id], settleSeconds: 0 });
      found[plant.breaks] = broken(report);
      const named = report.invariants.filter(({ violations }) => violations > 0);
      expect(named.every(({ examples }) => examples.length > 0)).toBe(true);
      await dropCopies();
    }
    expect(found).toEqual(Object.fromEntries(plants.map(({ breaks }) => [breaks, [breaks]])));
  }, 120_000);

  it('is spoiled in every way that there is an invariant for', () => {
    const all = describedInvariants().flatMap(({ where, name }) =>
      where === 'each database' ? SUBGRAPH_NAMES.map((each) => `${each}: ${name}`) : `${where}: ${name}`,
    );
    const planted = plantsFor(story).map(({ breaks }) => breaks);
    expect(planted.toSorted()).toEqual(all.toSorted());
  });

  it('ends the command with code 1 and names the rows; a sound one with code 0', async () => {
    const command = (urls: Readonly<Record<string, string>>) =>
      new Promise<{ code: unknown; report: Report }>((resolve) => {
        const named = NAMES.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, urls[name]]);
        execFile(
          process.execPath,
          [join(__dirname, '../main.ts'), 'verify', '--json', '--wait', '5'],
          { env: { ...process.env, KAFKA_BROKERS: '', ...Object.fromEntries(named) } },
          (error, stdout) => resolve({ code: error ? error.code : 0, report: JSON.parse(stdout) as Report }),
        );
      });
    const [plant] = plantsFor(story).filter(({ breaks }) => breaks.startsWith('order: a cancelled order'));
    if (!plant) throw new Error('there is a plant for it');
    const spoiled = await command(await spoil(plant));
    await dropCopies();
    expect({ code: spoiled.code, broken: broken(spoiled.report) }).toEqual({
      code: 1,
      broken: [plant.breaks],
    });
    const examples = spoiled.report.invariants.flatMap(({ examples }) => examples);
    expect(examples).toEqual([{ id: story.cancelled, what: 'authorisation SUCCEEDED' }]);
    expect(await command(store.urls)).toMatchObject({ code: 0, report: { violations: 0 } });
  }, 60_000);
});
