import { operations, type Client } from '@longbox/client';
import { newId } from '@longbox/ids';
import { accepted } from './accepted.ts';
import { SAMPLES, importCards } from './fill-store.ts';

export interface Cast {
  /** Staff of the store, with every scope. */
  readonly staff: Client;
  /** Somebody who walks in from the street. */
  readonly shopper: Client;
}

type Say = (line: string) => void;
type OrderEvent = NonNullable<operations.OrderStatusSubscription['orderUpdated']>;

const dollars = ({ amount, currency }: { amount: number; currency: string }) =>
  `${(amount / 100).toFixed(2)} ${currency}`;

const ADDRESS = {
  name: 'Robin Sample',
  line1: '1 Long Row',
  city: 'Boxford',
  postalCode: '12345',
  countryCode: 'US',
};

/**
 * Plays one order through the running store and narrates it: import, list, stock, price, cart, checkout, live status, pick, pack, ship.
 * Everything goes through the graph, as the apps would send it. Throws when a step is refused or an expected status does not come.
 */
export async function playDay({ staff, shopper }: Cast, say: Say): Promise<void> {
  say('08:30  The delivery is here: the day’s card files are read.');
  for (const sample of SAMPLES) {
    const job = await importCards(staff, sample);
    say(
      `       ${sample.name}. ${job.processed} records: ${job.created} new, ${job.updated} changed, ${job.skipped} known, ${job.failed} unreadable`,
    );
  }
  const variant = await putUpForSale(staff, say);
  const order = await buy(shopper, variant, say);
  const events = followOrder(shopper, order.id, say);
  await events.until(({ status }) => status === 'CONFIRMED');
  await fulfil(staff, order, say);
  await events.until(({ status, paymentStatus }) => status === 'FULFILLED' && paymentStatus === 'PAID');
  await events.stop();
  await closeTheDay(staff, variant.id, order.id, say);
}

async function putUpForSale(staff: Client, say: Say) {
  const { prints } = await staff.run(operations.ListablePrintsDocument, {
    filter: { game: 'MTG' },
    first: 1,
  });
  const print = prints.edges[0]?.node;
  if (!print) throw new Error('no printing was imported');
  const listed = accepted(
    (
      await staff.run(operations.ListPrintsDocument, {
        input: { printIds: [print.id], conditions: ['NM', 'LP', 'MP'] },
      })
    ).listPrints,
  );
  const variant = listed.products[0]?.variants.find(({ sku }) => sku.includes('-MP-'));
  if (!variant) throw new Error('the printing was not listed');
  say(`09:10  ${print.card.name} (${print.set.code} ${print.collectorNumber}) is listed as ${variant.sku}.`);

  const { locations } = await staff.run(operations.LocationsDocument, {});
  if (!locations?.some(({ code }) => code === 'MAIN'))
    accepted(
      (
        await staff.run(operations.CreateLocationDocument, {
          input: { code: 'MAIN', name: 'Shop floor', type: 'STORE' },
        })
      ).createLocation,
    );
  const adjusted = accepted(
    (
      await staff.run(operations.AdjustInventoryDocument, {
        input: {
          reason: 'RESTOCK',
          reference: 'bought over the counter',
          lines: [{ variantId: variant.id, locationCode: 'MAIN', quantity: 4, bin: 'A-7' }],
        },
      })
    ).adjustInventory,
  );
  const priced = accepted(
    (
      await staff.run(operations.SetPricesDocument, {
        input: { lines: [{ variantId: variant.id, price: { amount: 1_250, currency: 'USD' } }] },
      })
    ).setPrices,
  );
  const price = priced.prices?.[0]?.price;
  say(`09:15  ${adjusted.items?.[0]?.onHand} on hand in bin A-7, priced at ${price ? dollars(price) : '–'}.`);
  return variant;
}

async function buy(shopper: Client, variant: { readonly id: string; readonly sku: string }, say: Say) {
  const { cart } = accepted(
    (
      await shopper.run(operations.CreateCartDocument, {
        input: { channel: 'online', lines: [{ variantId: variant.id, quantity: 2 }] },
      })
    ).createCart,
  );
  if (!cart) throw new Error('no cart was made');
  say(
    `14:02  A shopper puts two into a cart: ${dollars(cart.subtotal)} and ${dollars(cart.shippingTotal)} shipping.`,
  );
  const { order } = accepted(
    (
      await shopper.run(operations.CheckoutDocument, {
        input: {
          cartId: cart.id,
          idempotencyKey: newId(),
          revision: cart.revision,
          expectedTotal: { amount: cart.total.amount, currency: cart.total.currency },
          email: 'robin@example.com',
          shippingAddress: ADDRESS,
          payment: { token: '4242424242424242' },
        },
      })
    ).checkout,
  );
  if (!order) throw new Error('no order was placed');
  say(`14:03  Order ${order.number} is placed for ${dollars(order.total)}; the shopper watches it live:`);
  return order;
}

/** The live stream of an order: narrates each event, and lets a caller wait for one. */
function followOrder(shopper: Client, id: string, say: Say) {
  const stream = shopper.watch(operations.OrderStatusDocument, { id });
  const deadline = () =>
    new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error('the expected status did not come within 30 s')), 30_000).unref(),
    );
  return {
    async until(reached: (event: OrderEvent) => boolean): Promise<void> {
      for (;;) {
        const step = await Promise.race([stream.next(), deadline()]);
        if (step.done) throw new Error('the live stream ended early');
        const event = step.value.orderUpdated;
        if (!event) continue;
        const left = event.lines[0]?.variant.availability?.availableToSell;
        say(
          `         ▸ ${event.status} · payment ${event.paymentStatus} · ${event.fulfillmentStatus} · ${left ?? '?'} left to sell`,
        );
        if (reached(event)) return;
      }
    },
    stop: async () => {
      await stream.return?.();
    },
  };
}

async function fulfil(staff: Client, order: { readonly id: string; readonly number: string }, say: Say) {
  const { batch } = accepted(await whenReady(staff, order.id));
  if (!batch) throw new Error('no batch was opened');
  const stops = batch.pickList.stops;
  say(
    `15:00  Batch ${batch.number}: ${stops.length} stop(s), about ${batch.pickList.estimatedSeconds} s of walking.`,
  );
  for (const stop of stops) say(`         bin ${stop.bin ?? '–'}: ${stop.quantity} × ${stop.variant.sku}`);
  accepted(
    (
      await staff.run(operations.RecordPicksDocument, {
        input: {
          batchId: batch.id,
          picks: stops.map(({ sequence, quantity }) => ({ sequence, pickedQuantity: quantity })),
        },
      })
    ).recordPicks,
  );
  const packed = accepted(
    (await staff.run(operations.PackOrderDocument, { input: { orderId: order.id, weightGrams: 60 } }))
      .packOrder,
  );
  const shipmentId = packed.shipment?.id ?? '';
  say('15:20  Picked and packed: 60 g in a bubble mailer.');
  const bought = accepted(
    (await staff.run(operations.BuyShippingLabelDocument, { shipmentId })).buyShippingLabel,
  );
  say(
    `15:25  Label bought: ${bought.shipment?.carrier} ${bought.shipment?.service}, ${bought.shipment?.trackingNumber}.`,
  );
  accepted((await staff.run(operations.MarkShippedDocument, { shipmentId })).markShipped);
  say('17:00  The carrier has taken it. The shopper sees:');
}

/** The fulfillment opens a moment after the order is confirmed: asked again until it has, ten seconds at most. */
async function whenReady(staff: Client, orderId: string) {
  const giveUp = Date.now() + 10_000;
  for (;;) {
    const { createFulfillmentBatch } = await staff.run(operations.CreateFulfillmentBatchDocument, {
      input: { orderIds: [orderId] },
    });
    const waiting = createFulfillmentBatch.userErrors.some(({ code }) => code === 'NOT_READY');
    if (!waiting || Date.now() > giveUp) return createFulfillmentBatch;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function closeTheDay(staff: Client, variantId: string, orderId: string, say: Say): Promise<void> {
  const { productVariant } = await staff.run(operations.StockHistoryDocument, { variantId, first: 10 });
  say('18:00  The ledger of the card:');
  for (const { node } of productVariant?.stockMovements?.edges ?? [])
    say(
      `         ${node.quantity > 0 ? '+' : ''}${node.quantity} ${node.reason.toLowerCase()}, ${node.onHandAfter} on hand`,
    );
  const { order } = await staff.run(operations.OrderDetailDocument, { id: orderId });
  say('       and the order’s own story:');
  for (const entry of order?.timeline ?? []) say(`         ${entry.at.slice(11, 19)}  ${entry.message}`);
}
