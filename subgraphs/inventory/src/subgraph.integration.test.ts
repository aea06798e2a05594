import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { EventLog, EventRecord, SubscriptionOptions } from '@longbox/events';
import { newId } from '@longbox/ids';
import { callerOf, emptyDatabase, storeOf, testDatabase, waitFor } from '@longbox/testing';
import { openInventory } from './inventory.fixtures.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';
import { StoreUnderTest } from './store.fixtures.ts';
import { createInventorySubgraph } from './subgraph.ts';

const peers = { ask: () => Promise.reject(new Error('nobody is asked here')) };
const logger = pino({ level: 'silent' });

function listeningLog() {
  const published: EventRecord[] = [];
  const subscriptions: SubscriptionOptions[] = [];
  const eventLog: EventLog = {
    publish(records) {
      published.push(...records);
      return Promise.resolve();
    },
    subscribe(options) {
      subscriptions.push(options);
      return Promise.resolve({ stop: () => Promise.resolve() });
    },
    ping: () => Promise.resolve(true),
    close: () => Promise.resolve(),
  };
  return { eventLog, published, subscriptions };
}

describe('the inventory subgraph', () => {
  it('migrates an empty database by itself, is ready, and says what it listens to', async () => {
    const { url, drop } = await emptyDatabase('inventory');
    const { eventLog, subscriptions } = listeningLog();
    const subgraph = await createInventorySubgraph({ databaseUrl: url, eventLog, peers, logger });
    try {
      expect(await subgraph.obstacles()).toEqual([]);
      await subgraph.start();
      expect(subscriptions.map(({ group, topics }) => [group, [...topics].sort()])).toEqual([
        ['inventory.catalog', ['catalog.products']],
        ['inventory.orders', ['fulfillment.shipments', 'orders.orders']],
        ['inventory.files', ['catalog.stock-files']],
      ]);
    } finally {
      await subgraph.stop();
      await drop();
    }
  });

  it('gives up a hold by itself when its time has come, and publishes that', async () => {
    const test = await testDatabase('inventory', { entities: ENTITIES, migrations: MIGRATIONS });
    const inventory = await openInventory(test);
    const store = new StoreUnderTest(inventory, callerOf('staff', storeOf(`s${newId()}`)));
    const { eventLog, published } = listeningLog();
    const environment = { databaseUrl: test.url, eventLog, peers, logger };
    const subgraph = await createInventorySubgraph(environment, { expiryIntervalSeconds: 0.05 });
    try {
      await store.location('MAIN');
      const card = store.variant();
      await store.stock(card, 2);
      const { orderId } = await store.place([[card, 1]], { holdSeconds: 0 });
      await subgraph.start();
      const released = await waitFor(
        () => published.find(({ headers }) => headers['ce_type'] === 'ReservationsReleased'),
        {
          what: 'the release to be published',
        },
      );
      expect(released).toMatchObject({ topic: 'inventory.reservations', key: orderId });
      expect(await store.pieces(card)).toEqual([[2, 0]]);
    } finally {
      await subgraph.stop();
      await inventory.subgraph.stop();
      await test.dispose();
    }
  });
});
