import { pino } from 'pino';
import { connect, operations, type Client } from '@longbox/client';
import { openEmbeddedLog, type InspectableLog } from '@longbox/events';
import {
  inProcessTransport,
  peersOver,
  shippedSupergraph,
  startGateway,
  type EntityCache,
  type Transport,
} from '@longbox/gateway';
import { SCOPES } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '@longbox/subgraph';
import { emptyDatabase, storeOf, waitFor } from '@longbox/testing';
import { accepted } from './demo/accepted.ts';
import { SUBGRAPHS } from './subgraphs.ts';

const logger = pino({ level: 'silent' });

/** A whole store on databases of its own: the five subgraphs over the embedded event log, and the gateway. */
export interface WholeStore {
  readonly id: string;
  readonly staff: Client;
  readonly guest: Client;
  readonly subgraphs: readonly Subgraph[];
  readonly urls: Readonly<Record<SubgraphName | 'events', string>>;
  /** Ends what runs; the databases stay. */
  stop(): Promise<void>;
  /** Ends what runs and removes the databases. */
  drop(): Promise<void>;
}

/** Starts a whole store with one location, `MAIN`; its gateway keeps answers in the cache that is made for it, if any. */
export async function openWholeStore(
  slug: string,
  cacheOver?: (eventLog: InspectableLog) => EntityCache,
): Promise<WholeStore> {
  const store = storeOf(slug);
  const ends: (() => Promise<void>)[] = [];
  const drops: (() => Promise<void>)[] = [];
  const urls: Partial<Record<SubgraphName | 'events', string>> = {};
  const databaseUrl = async (name: SubgraphName | 'events') => {
    const { url, drop } = await emptyDatabase(name);
    drops.push(drop);
    urls[name] = url;
    return url;
  };
  const eventLog = await openEmbeddedLog({ url: await databaseUrl('events'), logger });
  ends.push(() => eventLog.close());
  const transports = new Map<SubgraphName, Transport>();
  const transportOf = (name: SubgraphName) => {
    const transport = transports.get(name);
    if (!transport) throw new Error(`${name} is asked before it is there`);
    return transport;
  };
  const subgraphs: Subgraph[] = [];
  for (const name of SUBGRAPH_NAMES) {
    const subgraph = await SUBGRAPHS[name]({
      databaseUrl: await databaseUrl(name),
      eventLog,
      peers: peersOver(transportOf),
      logger,
    });
    ends.push(() => subgraph.stop());
    transports.set(name, inProcessTransport(subgraph, logger));
    subgraphs.push(subgraph);
  }
  for (const subgraph of subgraphs) await subgraph.start();
  const entityCache = cacheOver?.(eventLog);
  await entityCache?.start();
  if (entityCache) ends.push(() => entityCache.stop());
  const gateway = await startGateway({
    supergraphSdl: shippedSupergraph(),
    transports: Object.fromEntries(transports),
    authentication: {
      stores: { stores: [store], storeBySlug: () => store, apiKey: () => undefined },
      verify: () =>
        Promise.resolve({ sub: 'sam', role: 'staff', store: store.slug, scope: SCOPES.join(' ') }),
      defaultStore: store.slug,
    },
    host: '127.0.0.1',
    port: 0,
    origins: [],
    explorer: false,
    entityCache,
    logger,
  });
  ends.push(() => gateway.stop());
  const staff = connect(gateway.url, { authorization: 'Bearer any' });
  const stop = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  const location = { code: 'MAIN', name: 'Main', type: 'STORE' } as const;
  accepted((await staff.run(operations.CreateLocationDocument, { input: location })).createLocation);
  return {
    id: store.id,
    staff,
    guest: connect(gateway.url),
    subgraphs,
    urls: urls as WholeStore['urls'],
    stop,
    async drop() {
      await stop();
      for (const drop of drops) await drop();
    },
  };
}

/** Puts a product with so many variants on sale, so many pieces of each at 5.00. */
export async function sell(
  { staff }: Pick<WholeStore, 'staff'>,
  title: string,
  variants: number,
  pieces = 100,
): Promise<{ handle: string; variantIds: readonly string[] }> {
  const prefix = newId().slice(-10).toUpperCase();
  const created = await staff.run(operations.CreateProductDocument, {
    input: {
      kind: 'SEALED',
      title,
      variants: Array.from({ length: variants }, (_, index) => ({
        sku: `${prefix}-${index}`,
        title: `No. ${index}`,
      })),
    },
  });
  const { product } = accepted(created.createProduct);
  const variantIds = (product?.variants ?? []).map(({ id }) => id);
  const lines = variantIds.map((variantId) => ({ variantId, locationCode: 'MAIN', quantity: pieces }));
  accepted(
    (await staff.run(operations.AdjustInventoryDocument, { input: { reason: 'RESTOCK', lines } }))
      .adjustInventory,
  );
  const prices = variantIds.map((variantId) => ({
    variantId,
    price: { amount: 500, currency: 'USD' as const },
  }));
  accepted((await staff.run(operations.SetPricesDocument, { input: { lines: prices } })).setPrices);
  return { handle: product?.handle ?? '', variantIds };
}

/** Places an order; answers its id. */
export async function buy(
  { guest }: Pick<WholeStore, 'guest'>,
  lines: readonly { variantId: string; quantity: number }[],
  token = '4242424242424242',
): Promise<string> {
  const { createCart } = await guest.run(operations.CreateCartDocument, { input: { lines: [...lines] } });
  const { checkout } = await guest.run(operations.CheckoutDocument, {
    input: {
      cartId: accepted(createCart).cart?.id ?? '',
      idempotencyKey: newId(),
      email: 'robin@example.com',
      shippingAddress: { name: 'R', line1: '1', city: 'B', postalCode: '1', countryCode: 'US' },
      payment: { token },
    },
  });
  return accepted(checkout).order?.id ?? '';
}

/** Waits until an order has come to a status. */
export async function reached(
  { staff }: Pick<WholeStore, 'staff'>,
  id: string,
  status: 'CONFIRMED' | 'CANCELLED' | 'FULFILLED',
): Promise<void> {
  await waitFor(
    async () => (await staff.run(operations.OrderDetailDocument, { id })).order?.status === status,
    {
      what: `order ${id} to be ${status}`,
      timeoutMs: 20_000,
    },
  );
}

/** Picks, packs and ships a confirmed order. */
export async function ship({ staff }: Pick<WholeStore, 'staff'>, orderId: string): Promise<void> {
  const batch = await waitFor(
    async () =>
      (await staff.run(operations.CreateFulfillmentBatchDocument, { input: { orderIds: [orderId] } }))
        .createFulfillmentBatch.batch,
    { what: 'a batch of the order' },
  );
  const picks = batch.pickList.stops.map(({ sequence, quantity }) => ({
    sequence,
    pickedQuantity: quantity,
  }));
  accepted(
    (await staff.run(operations.RecordPicksDocument, { input: { batchId: batch.id, picks } })).recordPicks,
  );
  const packed = await staff.run(operations.PackOrderDocument, { input: { orderId, weightGrams: 60 } });
  const shipmentId = accepted(packed.packOrder).shipment?.id ?? '';
  accepted((await staff.run(operations.MarkShippedDocument, { shipmentId })).markShipped);
}
