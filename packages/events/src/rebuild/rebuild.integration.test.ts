import pino from 'pino';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { newId } from '@longbox/ids';
import { tenantPolicy } from '@longbox/postgres';
import { emptyDatabase, testDatabase, waitFor, type TestDatabase } from '@longbox/testing';
import { createConsumer, type Consumer } from '../consumer.ts';
import type { DomainEvent, Handlers } from '../domain-event.ts';
import { openEmbeddedLog } from '../embedded-log/embedded-log.ts';
import { seal, toHeaders } from '../envelope.ts';
import { INBOX_MIGRATIONS } from '../inbox.ts';
import type { EventRecord, InspectableLog } from '../port.ts';
import { rebuildReadModel, type Rebuild, type RebuildOutcome, type RebuildProgress } from './rebuild.ts';

const logger = pino({ level: 'silent' });
const stores = [newId(), newId()];

class Tables1790000000000 {
  readonly name = 'Tables1790000000000';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(
      `CREATE TABLE shown_prices (tenant_id uuid NOT NULL, variant_id uuid NOT NULL, amount integer NOT NULL CHECK (amount > 0),
         version bigint NOT NULL, heard integer NOT NULL DEFAULT 1, CONSTRAINT one_price PRIMARY KEY (tenant_id, variant_id))
       WITH (fillfactor = 70)`,
    );
    await runner.query('CREATE INDEX dear_prices ON shown_prices (amount) WHERE amount > 1000');
    for (const statement of tenantPolicy('shown_prices')) await runner.query(statement);
  }
  async down(): Promise<void> {
    throw new Error('not needed');
  }
}

/** Keeps the newest price, and counts the events: an event that is lost, or applied twice, shows. */
const note = async (tx: EntityManager, { tenantId, data }: DomainEvent<'PriceChanged'>): Promise<void> => {
  await tx.query(
    `INSERT INTO shown_prices AS p (tenant_id, variant_id, amount, version) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, variant_id) DO UPDATE SET heard = p.heard + 1,
       amount = CASE WHEN p.version < excluded.version THEN excluded.amount ELSE p.amount END,
       version = greatest(p.version, excluded.version)`,
    [tenantId, data.variantId, data.amountMinor, data.version],
  );
};

const CONSUMER = 'test.prices';
const REBUILD: Rebuild = { tables: ['shown_prices'] };

describe('rebuilding a read model', () => {
  let test: TestDatabase;
  let log: InspectableLog;
  let logUrl: string;
  let drop: () => Promise<void>;
  let consumer: Consumer;
  let versions: Map<string, number>;

  beforeEach(async () => {
    test = await testDatabase('rebuild', { migrations: [...INBOX_MIGRATIONS, Tables1790000000000] });
    const events = await emptyDatabase('events');
    ({ drop } = events);
    logUrl = events.superuserUrl;
    log = await openEmbeddedLog({ url: events.url, logger });
    versions = new Map();
    consumer = consumerOf({ PriceChanged: note });
  });

  afterEach(async () => {
    await consumer.stop();
    await log.close();
    await Promise.all([test.dispose(), drop()]);
  });

  const consumerOf = (handlers: Handlers) =>
    createConsumer({ name: CONSUMER, database: test.database, eventLog: log, handlers, logger, attempts: 1 });

  /** The next price of a variant: its version times ten. */
  function priced(variantId: string, tenantId = stores[0] ?? ''): EventRecord {
    const version = (versions.get(variantId) ?? 0) + 1;
    versions.set(variantId, version);
    const sealed = seal(
      {
        type: 'PriceChanged',
        key: variantId,
        data: {
          variantId,
          productId: newId(),
          channel: null,
          currency: 'USD',
          amountMinor: version * 10,
          previousMinor: null,
          compareAtMinor: null,
          changedBy: 'sam',
          version,
        },
        cause: { tenantId, correlationId: 'c' },
      },
      newId(),
      new Date(),
    );
    return { topic: sealed.topic, key: variantId, headers: toHeaders(sealed), payload: sealed.payload };
  }

  async function asSuperuser<Row>(sql: string, url = test.superuserUrl): Promise<Row[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  const shown = async () =>
    new Map(
      (
        await asSuperuser<{ id: string; amount: number; heard: number }>(
          'SELECT variant_id AS id, amount, heard FROM public.shown_prices',
        )
      ).map(({ id, amount, heard }) => [id, { amount, heard }]),
    );
  const expected = () =>
    new Map([...versions].map(([id, version]) => [id, { amount: version * 10, heard: version }]));

  const rebuild = (
    from: 'start' | Date = 'start',
    more: Partial<Rebuild> = {},
    onProgress?: (progress: RebuildProgress) => void,
  ): Promise<RebuildOutcome> =>
    rebuildReadModel({
      consumer: CONSUMER,
      database: test.database,
      inspection: log.inspection,
      handlers: { PriceChanged: note },
      rebuild: { ...REBUILD, ...more },
      from,
      ...(onProgress === undefined ? {} : { onProgress }),
    });

  const caughtUp = () =>
    waitFor(
      async () => {
        const places = (await log.inspection.groups()).filter(({ group }) => group === CONSUMER);
        return places.length > 0 && places.every(({ lag }) => lag === 0n);
      },
      { what: 'the live consumer to be up to date' },
    );

  it('loses no event and applies none twice while prices change all the time', async () => {
    await consumer.start();
    const variants = Array.from({ length: 40 }, (_, n) => [newId(), stores[n % 2]] as const);
    await log.publish(variants.flatMap(([id, store]) => [1, 2, 3].map(() => priced(id, store))));
    await caughtUp();
    // What a bug might have done to it.
    await asSuperuser('DELETE FROM shown_prices WHERE amount = 30; UPDATE shown_prices SET heard = 99');
    const state = { over: false, published: 0 };
    const publishing = (async () => {
      while (!state.over) {
        const some = variants.filter((_, n) => n % 4 === state.published % 4);
        await log.publish(some.map(([id, store]) => priced(id, store)));
        state.published += 1;
      }
    })();
    await waitFor(() => state.published > 5, { what: 'prices to change' });
    const phases: RebuildProgress[] = [];
    const outcome = await rebuild('start', {}, (progress) => phases.push(progress));
    const during = state.published;
    await waitFor(() => state.published > during + 5, { what: 'more prices after the swap' });
    state.over = true;
    await publishing;
    await caughtUp();
    expect(outcome).toMatchObject({ kind: 'rebuilt', skipped: { count: 0 } });
    expect(await shown()).toEqual(expected());
    expect(phases.at(-1)?.phase).toBe('swapping');
    expect(consumer.counters.dead).toBe(0);
  });

  it('leaves a table with the same names, settings and row policies, and nothing beside it', async () => {
    const shape = `SELECT relname, reloptions, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) AS owner,
      (SELECT array_agg(pg_get_constraintdef(oid) || conname ORDER BY conname) FROM pg_constraint WHERE conrelid = c.oid) AS rules,
      (SELECT array_agg(polname || pg_get_expr(polqual, polrelid)) FROM pg_policy WHERE polrelid = c.oid) AS policies,
      CASE WHEN relkind = 'i' THEN pg_get_indexdef(c.oid) END AS definition
      FROM pg_class c WHERE relname IN ('shown_prices', 'one_price', 'dear_prices') ORDER BY relname`;
    const schemas = `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rebuild%'`;
    await consumer.start();
    await log.publish([priced(newId())]);
    await caughtUp();
    const before = await asSuperuser(shape);
    await rebuild();
    expect(await asSuperuser(shape)).toEqual(before);
    expect(before).toHaveLength(3);
    expect(await asSuperuser(schemas)).toEqual([]);
    const seen = await test.database.transaction(stores[1] ?? '', (tx) =>
      tx.query<unknown[]>('SELECT * FROM shown_prices'),
    );
    expect(seen).toEqual([]);
  });

  it('from a time, applies what came since then over what is there', async () => {
    const [old, recent] = [newId(), newId()];
    await consumer.start();
    await log.publish([priced(old)]);
    await caughtUp();
    const between = new Date();
    await waitFor(() => Date.now() > between.getTime() + 2, { what: 'the clock to go on' });
    await log.publish([priced(recent, stores[1])]);
    await caughtUp();
    await asSuperuser(
      `UPDATE shown_prices SET heard = 50; DELETE FROM shown_prices WHERE variant_id = '${recent}'`,
    );
    expect(await rebuild(new Date(between.getTime() + 1))).toMatchObject({ kind: 'rebuilt', events: 1 });
    expect(await shown()).toEqual(
      new Map([
        [old, { amount: 10, heard: 50 }],
        [recent, { amount: 10, heard: 1 }],
      ]),
    );
    const policies = await asSuperuser<{ polname: string }>(`SELECT polname FROM pg_policy`);
    expect(policies).toEqual([{ polname: 'own_store' }]);
  });

  it('keeps rows that came from elsewhere, and tells whose stores to refresh', async () => {
    const [heard, asked] = [newId(), newId()];
    await consumer.start();
    await log.publish([priced(heard)]);
    await caughtUp();
    await asSuperuser(
      `INSERT INTO shown_prices (tenant_id, variant_id, amount, version) VALUES ('${stores[1]}', '${asked}', 7, 0)`,
    );
    const refreshed: (readonly string[])[] = [];
    await rebuild('start', {
      keep: { shown_prices: 'version = 0' },
      after: async (_, of) => void refreshed.push(of),
    });
    expect((await shown()).get(asked)).toEqual({ amount: 7, heard: 1 });
    expect(refreshed).toEqual([stores.toSorted()]);
  });

  it('passes over what the live consumer gave up too, and stops at what only the rebuild cannot do', async () => {
    const [good, poison] = [newId(), newId()];
    consumer = consumerOf({
      PriceChanged: async (tx, event) => {
        if (event.data.variantId === poison) throw new Error('never');
        await note(tx, event);
      },
    });
    await consumer.start();
    await log.publish([priced(good), priced(poison)]);
    await caughtUp();
    const failing = (id: string): Partial<Rebuild> => ({
      handlers: {
        PriceChanged: async (tx, event) => {
          if (event.data.variantId === id) throw new Error('never');
          await note(tx, event);
        },
      },
    });
    expect(await rebuild('start', failing(poison))).toMatchObject({
      kind: 'rebuilt',
      events: 1,
      skipped: { count: 1, first: [expect.stringContaining('PriceChanged')] },
    });
    await expect(rebuild('start', failing(good))).rejects.toThrow(/cannot be handled again/);
    expect([...(await shown()).keys()]).toEqual([good]);
  });

  it('refuses to begin at a start that the log does not keep any more, and a consumer that never read', async () => {
    expect(await rebuild()).toMatchObject({ kind: 'refused', code: 'NEVER_READ' });
    await consumer.start();
    const variant = newId();
    await log.publish([priced(variant), priced(variant)]);
    await caughtUp();
    await asSuperuser('DELETE FROM log_records WHERE record_offset = 0', logUrl);
    expect(await rebuild()).toMatchObject({ kind: 'refused', code: 'START_IS_GONE' });
    expect(await shown()).toEqual(expected());
  });

  it('removes what a rebuild left that was killed in the middle', async () => {
    const variant = newId();
    await consumer.start();
    await log.publish([priced(variant)]);
    await caughtUp();
    await asSuperuser(`CREATE SCHEMA rebuild_test_prices; CREATE TABLE rebuild_test_prices.shown_prices (x int);
      ALTER SCHEMA rebuild_test_prices OWNER TO longbox; ALTER TABLE rebuild_test_prices.shown_prices OWNER TO longbox;
      CREATE POLICY longbox_rebuild_copies ON shown_prices FOR SELECT USING (true)`);
    expect(await rebuild()).toMatchObject({ kind: 'rebuilt', events: 1 });
    expect(await shown()).toEqual(expected());
    expect(await asSuperuser('SELECT polname FROM pg_policy')).toEqual([{ polname: 'own_store' }]);
  });

  it('lets one process rebuild a consumer at a time', async () => {
    await consumer.start();
    await log.publish([priced(newId())]);
    await caughtUp();
    const under = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const after = () => {
      begun.resolve();
      return under.promise;
    };
    const first = rebuild('start', { after });
    await begun.promise;
    expect(await rebuild()).toMatchObject({ kind: 'refused', code: 'BEING_REBUILT' });
    under.resolve();
    expect(await first).toMatchObject({ kind: 'rebuilt' });
  });
});
