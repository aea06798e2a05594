import { describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import {
  accepted,
  cartWith,
  checkout,
  checkoutInput,
  eventually,
  importSample,
  openLocation,
  putForSale,
  usd,
} from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, guest, partner, customer } = clientsOf('journey');

const GAMES = [
  ['MTG', 'mtg'],
  ['POKEMON', 'pokemon'],
  ['YUGIOH', 'yugioh'],
  ['OPTCG', 'onepiece'],
] as const;

type OrderEvent = NonNullable<operations.OrderStatusSubscription['orderUpdated']>;

type FeedEvent = NonNullable<operations.OrderFeedSubscription['ordersUpdated']>;

/** Reads a live stream into a list until it is told to stop. */
function record<Result, Event>(
  stream: AsyncIterableIterator<Result>,
  eventOf: (result: Result) => Event | null | undefined,
) {
  const events: Event[] = [];
  const ended = (async () => {
    for await (const result of stream) {
      const event = eventOf(result);
      if (event) events.push(event);
    }
  })();
  return {
    events,
    stop: async () => {
      await stream.return?.();
      await ended;
    },
  };
}

describe('from a card file to a shipped order', () => {
  it('imports the cards of all four games, each record imported, left out or named as a problem', async () => {
    for (const [game, path] of GAMES) {
      const job = await importSample(staff, game, path);
      expect(job).toMatchObject({ game, status: 'COMPLETED' });
      expect(job?.processed).toBeGreaterThan(0);
      expect(job?.processed).toBe(job?.total);
      expect((job?.created ?? 0) + (job?.updated ?? 0) + (job?.skipped ?? 0)).toBeGreaterThan(0);
      expect(job?.problems.edges).toHaveLength(Math.min(job?.failed ?? 0, 20));
    }
    const { games } = await guest.run(operations.GamesDocument, {});
    expect(games.map(({ code }) => code).sort()).toEqual(['MTG', 'OPTCG', 'POKEMON', 'YUGIOH']);
    for (const game of games) {
      expect(game.cardSetCount).toBeGreaterThan(0);
      expect(game.cardCount).toBeGreaterThan(0);
    }
  }, 120_000);

  it('lists, stocks and prices a card of each game, and finds each of them in search', async () => {
    await openLocation(staff);
    for (const [game] of GAMES) {
      const { prints } = await staff.run(operations.ListablePrintsDocument, { filter: { game }, first: 3 });
      const { listPrints } = await staff.run(operations.ListPrintsDocument, {
        input: { printIds: prints.edges.map(({ node }) => node.id), conditions: ['NM', 'LP'] },
      });
      const variants = accepted(listPrints).products.flatMap((product) => product.variants);
      expect(variants.length).toBeGreaterThanOrEqual(6);
      const { adjustInventory } = await staff.run(operations.AdjustInventoryDocument, {
        input: {
          reason: 'RESTOCK',
          lines: variants.map(({ sku }) => ({ sku, locationCode: 'MAIN', quantity: 4, bin: 'B-2' })),
        },
      });
      expect(accepted(adjustInventory).items).toHaveLength(variants.length);
      const { setPrices } = await staff.run(operations.SetPricesDocument, {
        input: { lines: variants.map(({ sku }) => ({ sku, price: usd(250) })) },
      });
      expect(accepted(setPrices).prices?.map(({ price }) => price)).toEqual(variants.map(() => usd(250)));

      const name = prints.edges[0]?.node.card.name ?? '';
      const found = await eventually(
        `${name} in search with price and stock`,
        async () => (await guest.run(operations.SearchProductsDocument, { query: name, first: 10 })).products,
        ({ edges }) => edges.some(({ node }) => node.print?.card.name === name && node.inStock === true),
      );
      const tile = found.edges.find(({ node }) => node.print?.card.name === name)?.node;
      expect(tile?.priceFrom).toEqual(usd(250));
      expect(found.facets.find((facet) => facet.name === 'game')?.values).toContainEqual({
        value: game,
        count: expect.any(Number),
      });
    }
  }, 60_000);

  it('tells a partner what can be sold and for how much, and staff change a product', async () => {
    const sale = await putForSale(staff, { title: 'Partner Box', onHand: 7, priceMinor: 4_200 });
    const { productVariantsBySku } = await partner.run(operations.PartnerAvailabilityDocument, {
      skus: [sale.sku, 'NO-SUCH-SKU'],
      channel: 'online',
    });
    expect(productVariantsBySku).toEqual([
      { sku: sale.sku, availability: { availableToSell: 7 }, price: { price: usd(4_200) } },
    ]);
    const { updateProduct } = await staff.run(operations.UpdateProductDocument, {
      id: sale.productId,
      input: { title: 'Partner Box, second wave', status: 'ARCHIVED' },
    });
    expect(accepted(updateProduct).product).toMatchObject({
      title: 'Partner Box, second wave',
      status: 'ARCHIVED',
    });
    const gone = await guest.run(operations.ProductPageDocument, { handle: sale.handle });
    expect(gone.productByHandle).toBeNull();
  });

  it('lets a customer take a line out of the cart again, and see the own orders newest first', async () => {
    const sale = await putForSale(staff, { title: 'Customer Box', onHand: 9, priceMinor: 1_100 });
    const cart = await cartWith(customer, sale.variantId, 3);
    const removed = await customer.run(operations.RemoveCartLinesDocument, {
      cartId: cart.id,
      lineIds: cart.lines.map(({ id }) => id),
    });
    expect(accepted(removed.removeCartLines).cart).toMatchObject({ lineCount: 0, lines: [], total: usd(0) });
    const empty = await checkout(customer, checkoutInput(cart.id));
    expect(empty.userErrors.map(({ code }) => code)).toEqual(['CART_EMPTY']);
    const placed: string[] = [];
    for (const quantity of [1, 2]) {
      const filled = await cartWith(customer, sale.variantId, quantity);
      placed.unshift(accepted(await checkout(customer, checkoutInput(filled.id))).order?.id ?? '');
    }
    const first = await customer.run(operations.MyOrdersDocument, { first: 1 });
    const rest = await customer.run(operations.MyOrdersDocument, {
      first: 1,
      after: first.me?.orders.pageInfo.endCursor ?? null,
    });
    const seen = [first, rest].flatMap(({ me }) => me?.orders.edges.map(({ node }) => node.id) ?? []);
    expect(seen).toEqual(placed);
    expect(first.me?.orders.pageInfo.hasNextPage).toBe(true);
    expect(rest.me?.orders.pageInfo.hasNextPage).toBe(false);
  });

  it('takes an order from cart to shipped while a live client sees every status in order, with the joined fields', async () => {
    const { products } = await guest.run(operations.SearchProductsDocument, {
      filter: { game: 'MTG' },
      first: 1,
    });
    const handle = products.edges[0]?.node.handle ?? '';
    const { productByHandle: page } = await guest.run(operations.ProductPageDocument, { handle });
    const variant = page?.variants[0];
    expect(variant?.availability).toEqual({ availableToSell: 4, inStock: true, lowStock: false });
    expect(variant?.price?.price).toEqual(usd(250));
    expect(page?.print?.card.name).toBeTruthy();

    const { createCart } = await guest.run(operations.CreateCartDocument, { input: {} });
    const cartId = accepted(createCart).cart?.id ?? '';
    const added = await guest.run(operations.AddCartLinesDocument, {
      cartId,
      lines: [{ variantId: variant?.id ?? '', quantity: 3 }],
    });
    const line = accepted(added.addCartLines).cart?.lines[0];
    const updated = await guest.run(operations.UpdateCartLinesDocument, {
      cartId,
      lines: [{ id: line?.id ?? '', quantity: 2 }],
    });
    expect(accepted(updated.updateCartLines).cart).toMatchObject({ lineCount: 1, subtotal: usd(500) });
    const { cart } = await guest.run(operations.CartPageDocument, { id: cartId });
    expect(cart?.lines[0]).toMatchObject({
      quantity: 2,
      total: usd(500),
      warnings: [],
      variant: { sku: variant?.sku },
    });

    // The staff's feed is open before the order is placed; the shopper's stream begins with the order as it is by then.
    const feed = record(
      staff.watch(operations.OrderFeedDocument, {}),
      ({ ordersUpdated }): FeedEvent | null | undefined => ordersUpdated,
    );
    await feedIsOpen(feed.events);
    const { order } = accepted(await checkout(guest, checkoutInput(cartId)));
    const orderId = order?.id ?? '';
    expect(order).toMatchObject({ status: 'PENDING', total: cart?.total });
    const live = record(
      guest.watch(operations.OrderStatusDocument, { id: orderId }),
      ({ orderUpdated }): OrderEvent | null | undefined => orderUpdated,
    );
    try {
      await eventually(
        'the live client to see the order confirmed',
        () => Promise.resolve(live.events.at(-1)?.status),
        (status) => status === 'CONFIRMED',
      );
      await shipInTwoSteps(orderId);
      await eventually(
        'the live client to see the order fulfilled and paid',
        () => Promise.resolve(live.events.at(-1)),
        (event) => event?.status === 'FULFILLED' && event.paymentStatus === 'PAID',
      );
      await eventually(
        'the staff’s feed to have come as far',
        () => Promise.resolve(feed.events.findLast(({ id }) => id === orderId)?.paymentStatus),
        (status) => status === 'PAID',
      );
    } finally {
      await Promise.all([live.stop(), feed.stop()]);
    }
    const told = feed.events.filter(({ id }) => id === orderId);
    expect(distinct(told.map(({ status }) => status))).toEqual(['PENDING', 'CONFIRMED', 'FULFILLED']);
    expect(distinct(told.map(({ paymentStatus }) => paymentStatus))).toEqual([
      'PENDING',
      'AUTHORIZED',
      'PAID',
    ]);
    expect(distinct(told.map(({ fulfillmentStatus }) => fulfillmentStatus))).toEqual([
      'UNFULFILLED',
      'IN_PROGRESS',
      'FULFILLED',
    ]);
    // What the shopper saw is the same story from the moment of subscribing on, nothing left out.
    const story = (event: FeedEvent | OrderEvent) =>
      `${event.status} ${event.paymentStatus} ${event.fulfillmentStatus} ${event.updatedAt}`;
    const seen = distinct(live.events.map(story));
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(distinct(told.map(story)).slice(-seen.length)).toEqual(seen);
    for (const event of live.events) {
      expect(event.lines[0]?.variant).toMatchObject({
        product: { title: page?.title },
        price: { price: usd(250) },
        availability: { availableToSell: expect.any(Number) },
      });
      expect(event.shipments).toEqual(expect.any(Array));
    }
    expect(live.events.at(-1)?.shipments?.[0]).toMatchObject({
      status: 'SHIPPED',
      trackingNumber: expect.any(String),
    });
    await booksAreRight(orderId, variant?.id ?? '');
  }, 60_000);
});

/** A subscription has no sign that it has begun but its first event: orders are placed until one is seen. */
async function feedIsOpen(events: readonly FeedEvent[]): Promise<void> {
  const probe = await putForSale(staff, { title: 'Probe', onHand: 1_000, priceMinor: 100 });
  await eventually(
    'the feed to begin',
    async () => {
      const cart = await cartWith(guest, probe.variantId);
      await checkout(guest, checkoutInput(cart.id));
      return events.length;
    },
    (count) => count > 0,
  );
}

async function shipInTwoSteps(orderId: string): Promise<void> {
  const { batch } = await eventually(
    'the fulfillment to open',
    async () =>
      (await staff.run(operations.CreateFulfillmentBatchDocument, { input: { orderIds: [orderId] } }))
        .createFulfillmentBatch,
    ({ userErrors }) => !userErrors.some(({ code }) => code === 'NOT_READY'),
  );
  expect(batch?.orders.map(({ id }) => id)).toEqual([orderId]);
  const stop = batch?.pickList.stops[0];
  expect(stop).toMatchObject({
    sequence: 1,
    bin: 'B-2',
    location: { code: 'MAIN' },
    quantity: 2,
    orderIds: [orderId],
  });
  const { recordPicks } = await staff.run(operations.RecordPicksDocument, {
    input: { batchId: batch?.id ?? '', picks: [{ sequence: 1, pickedQuantity: 2 }] },
  });
  expect(accepted(recordPicks).batch?.status).toBe('PICKED');
  const { packOrder } = await staff.run(operations.PackOrderDocument, {
    input: { orderId, weightGrams: 40 },
  });
  const shipmentId = accepted(packOrder).shipment?.id ?? '';
  const { buyShippingLabel } = await staff.run(operations.BuyShippingLabelDocument, { shipmentId });
  expect(accepted(buyShippingLabel).shipment).toMatchObject({
    status: 'LABELED',
    trackingNumber: expect.any(String),
    labelUrl: expect.any(String),
    cost: { currency: 'USD', amount: expect.any(Number) },
  });
  const { markShipped } = await staff.run(operations.MarkShippedDocument, { shipmentId });
  expect(accepted(markShipped).shipment).toMatchObject({ status: 'SHIPPED', order: { id: orderId } });
}

async function booksAreRight(orderId: string, variantId: string): Promise<void> {
  const { order } = await staff.run(operations.OrderDetailDocument, { id: orderId });
  expect(order?.payments?.filter(({ status }) => status === 'SUCCEEDED').map(({ kind }) => kind)).toEqual([
    'AUTHORIZATION',
    'CAPTURE',
  ]);
  expect(order?.timeline.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'ORDER_PLACED',
      'STOCK_RESERVED',
      'PAYMENT_AUTHORIZED',
      'ORDER_CONFIRMED',
      'SHIPMENT_SHIPPED',
    ]),
  );
  const history = await eventually(
    'the sale in the ledger',
    async () => (await staff.run(operations.StockHistoryDocument, { variantId, first: 10 })).productVariant,
    (variant) => variant?.stockMovements?.edges.length === 2,
  );
  expect(
    history?.stockMovements?.edges.map(({ node }) => [node.quantity, node.reason, node.onHandAfter]),
  ).toEqual([
    [-2, 'SALE', 2],
    [4, 'RESTOCK', 4],
  ]);
  const detail = await staff.run(operations.OrderDetailDocument, { id: orderId });
  expect(detail.order?.lines[0]?.reservations).toEqual([
    expect.objectContaining({ locationCode: 'MAIN', quantity: 2, status: 'COMMITTED' }),
  ]);
}

function distinct(values: readonly string[]): string[] {
  return values.filter((value, index) => value !== values[index - 1]);
}
