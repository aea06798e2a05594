import { describe, expect, it } from '@jest/globals';
import {
  INBOX_MIGRATIONS,
  MetricsRegistry,
  OUTBOX_MIGRATIONS,
  appendToOutbox,
  createEventMetrics,
  openEmbeddedLog,
} from '@longbox/events';
import { newId } from '@longbox/ids';
import { emptyDatabase, testDatabase, waitFor } from '@longbox/testing';
import { pino } from 'pino';
import { assembleSubgraph, openOwnDatabase, type SubgraphParts } from './assemble.ts';
import { serveSubgraph, type ServeOptions } from './serve.ts';
import type { Subgraph } from './subgraph.ts';

describe('a subgraph’s own database', () => {
  it('is refused with a role that could see every store', async () => {
    const { superuserUrl, url, drop } = await emptyDatabase('role');
    await expect(openOwnDatabase({ name: 'order', url: superuserUrl })).rejects.toThrow(
      /ORDER_DATABASE_URL.*NOSUPERUSER NOBYPASSRLS/,
    );
    const database = await openOwnDatabase({ name: 'order', url });
    expect(await database.ping()).toBe(true);
    await database.close();
    await drop();
  });

  it('is not left open when a migration fails', async () => {
    class Broken1700000000001 {
      async up(runner: { query(sql: string): Promise<unknown> }) {
        await runner.query('SELECT nonsense');
      }

      async down() {}
    }
    const { url, drop } = await emptyDatabase('broken');
    const opening = openOwnDatabase({ name: 'order', url, migrations: [Broken1700000000001] });
    await expect(opening).rejects.toThrow(/order database could not be migrated.*nonsense/);
    await drop();
  });
});

const logger = pino({ level: 'silent' });
const CANCELLED = {
  type: 'OrderCancelled',
  key: 'order-1',
  data: { orderId: 'order-1', reason: 'REQUESTED', message: '' },
  cause: { tenantId: newId(), correlationId: 'c' },
} as const;

/** A catalog without operations on an own database, and an event log of its own. */
async function assembled(parts: Pick<SubgraphParts, 'consumers' | 'relay'>) {
  const log = await emptyDatabase('events');
  const eventLog = await openEmbeddedLog({ url: log.url, logger });
  const test = await testDatabase('catalog', { migrations: [...OUTBOX_MIGRATIONS, ...INBOX_MIGRATIONS] });
  const subgraph = assembleSubgraph({
    name: 'catalog',
    database: await openOwnDatabase({ name: 'catalog', url: test.url }),
    eventLog,
    logger,
    resolvers: {},
    createContext: (caller) => ({ caller }),
    ...parts,
  });
  return {
    subgraph,
    eventLog,
    database: test.database,
    cancelOrder: () => test.database.systemTransaction((tx) => appendToOutbox(tx, [CANCELLED])),
    /** When the subgraph has been stopped. */
    async dispose() {
      await eventLog.close();
      await Promise.all([test.dispose(), log.drop()]);
    },
  };
}

const serve = (subgraph: Subgraph, options: Pick<ServeOptions, 'metrics'> = {}) =>
  serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret: new Uint8Array(32), logger, ...options });

describe('an assembled subgraph', () => {
  it.each([
    ['publishes its outbox', undefined, 0],
    ['leaves its outbox to change data capture when it is told so', false, 1],
  ])('%s', async (_, relay, left) => {
    const { subgraph, database, cancelOrder, dispose } = await assembled({
      relay,
      consumers: { 'catalog.test': { PriceChanged: async () => undefined } },
    });
    const rows = () =>
      database.systemTransaction(async (tx) => (await tx.query<unknown[]>('SELECT * FROM outbox')).length);
    await cancelOrder();
    await subgraph.start();
    if (left === 0) await waitFor(async () => (await rows()) === 0, { what: 'the outbox to be empty' });
    // Stopping publishes what is left: with the relay nothing, without it nothing either.
    await subgraph.stop();
    expect(await rows()).toBe(left);
    await dispose();
  });

  it('tells at /metrics what its relay and its consumers do', async () => {
    const { subgraph, eventLog, cancelOrder, dispose } = await assembled({
      consumers: { 'catalog.test': { OrderCancelled: async () => undefined } },
    });
    const registry = new MetricsRegistry();
    subgraph.reportTo(createEventMetrics({ registry, inspection: eventLog.inspection, logger, lagAgeMs: 0 }));
    const served = await serve(subgraph, {
      metrics: { contentType: registry.contentType, text: () => registry.metrics() },
    });
    await cancelOrder();
    const metrics = async () => (await fetch(served.url.replace('/graphql', '/metrics'))).text();
    const text = await waitFor(
      async () => {
        const told = await metrics();
        return (
          told.includes('longbox_events_handled_total{consumer="catalog.test"} 1') &&
          told.includes('longbox_events_lag{consumer="catalog.test",topic="orders.orders"} 0') &&
          told
        );
      },
      { what: 'the event to be counted' },
    );
    expect(text).toContain('longbox_events_published_total{database="catalog"} 1');
    expect(text).toContain('longbox_events_relay_leading{database="catalog"} 1');
    expect(text).toContain('longbox_events_commit_to_effect_seconds_count{consumer="catalog.test"} 1');
    await served.stop();
    await dispose();
  });

  it('leaves it to the gateway to close connections that nothing is asked over', async () => {
    const { subgraph, dispose } = await assembled({ consumers: {} });
    const served = await serve(subgraph);
    const { headers } = await fetch(served.url.replace('/graphql', '/healthz'));
    // It says how long it waits: the gateway closes after four seconds.
    expect(headers.get('keep-alive')).toBe('timeout=65');
    await served.stop();
    await dispose();
  });

  it('refuses to rebuild a consumer that does more than keep what it hears, and one that it has not', async () => {
    const { subgraph, eventLog, dispose } = await assembled({
      consumers: { 'catalog.steps': { PriceChanged: async () => undefined } },
    });
    const rebuild = (consumer: string) =>
      subgraph.rebuild(consumer, { from: 'start', inspection: eventLog.inspection });
    expect(subgraph.consumers).toEqual({ 'catalog.steps': { rebuildable: false } });
    expect(await rebuild('catalog.steps')).toMatchObject({
      code: 'NOT_REBUILDABLE',
      message: expect.stringContaining('would happen again'),
    });
    expect(await rebuild('catalog.other')).toMatchObject({
      code: 'NOT_REBUILDABLE',
      message: expect.stringContaining('has no consumer catalog.other'),
    });
    await subgraph.stop();
    await dispose();
  });
});
