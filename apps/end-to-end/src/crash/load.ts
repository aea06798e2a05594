import { operations, type Client } from '@longbox/client';
import { newId } from '@longbox/ids';
import { ADDRESS, CARD, accepted, eventually } from '../fixtures.ts';
import { seeded, type Seeded } from './seeded.ts';

/** What is for sale. */
export interface Shelves {
  /** Many want these and there are few. */
  readonly hot: readonly string[];
  /** There is plenty of these. */
  readonly cold: readonly string[];
}

export interface Clients {
  readonly staff: Client;
  readonly guest: Client;
}

/** What became of one wish to buy, as the buyer knows it. */
export interface Purchase {
  readonly input: operations.CheckoutInput;
  /** Null: refused with these codes. */
  readonly orderId: string | null;
  readonly refusals: readonly string[];
  /** How often the checkout was sent until an answer came. */
  readonly attempts: number;
}

export interface Load {
  /** Waits until so many more buyers have their answer. Throws when that takes longer than anybody's patience. */
  served(more: number): Promise<void>;
  /** Lets nobody in any more, and waits until everybody has an answer. Throws when somebody got none in time. */
  stop(): Promise<readonly Purchase[]>;
}

const HOT = 4;
const COLD = 40;
const COLD_ON_HAND = 5_000;
const HOT_DELIVERY = 15;
const DELIVERY_EVERY_MS = 1_000;
const SHIP_EVERY_MS = 400;
/** Everybody who comes gets an answer within so long, whatever dies meanwhile: a broker that is away for 30 s and two more starts. */
const PATIENCE_MS = 100_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;
/** Who comes while so many wait turns round at the door, so that a long outage does not end in a stampede. */
const MOST_INSIDE = 150;
/** A fulfillment opens a moment after the checkout; what is not open then was cancelled or is late, and is left. */
const OPEN_MS = 5_000;
const CANCELLED_SHARE = 0.08;
const SHIPPED_SHARE = 0.15;

/** Of a hundred cards so many are of a kind; the rest succeed. */
const CARDS = [
  { token: CARD.declined, share: 0.07 },
  { token: CARD.insufficientFunds, share: 0.03 },
  { token: CARD.neverAnswers, share: 0.05 },
] as const;

/** Puts everything up for sale. */
export async function fillShelves({ staff }: Clients): Promise<Shelves> {
  const created = await staff.run(operations.CreateLocationDocument, {
    input: { code: 'MAIN', name: 'Main', type: 'STORE' },
  });
  accepted(created.createLocation);
  const prefix = newId().slice(-8).toUpperCase();
  const { createProduct } = await staff.run(operations.CreateProductDocument, {
    input: {
      kind: 'SEALED',
      title: 'Boxes',
      variants: Array.from({ length: HOT + COLD }, (_, n) => ({
        sku: `BOX-${prefix}-${n}`,
        title: `No. ${n}`,
      })),
    },
  });
  const variants = accepted(createProduct).product?.variants.map(({ id }) => id) ?? [];
  const shelves = { hot: variants.slice(0, HOT), cold: variants.slice(HOT) };
  await deliver(staff, shelves.hot, HOT_DELIVERY);
  await deliver(staff, shelves.cold, COLD_ON_HAND);
  const lines = variants.map((variantId, n) => ({
    variantId,
    price: { amount: 500 + 10 * n, currency: 'USD' as const },
  }));
  accepted((await staff.run(operations.SetPricesDocument, { input: { lines } })).setPrices);
  return shelves;
}

async function deliver(staff: Client, variantIds: readonly string[], quantity: number): Promise<void> {
  const lines = variantIds.map((variantId) => ({ variantId, locationCode: 'MAIN', quantity, bin: 'A-1' }));
  const input = { reason: 'RESTOCK' as const, lines };
  accepted((await staff.run(operations.AdjustInventoryDocument, { input })).adjustInventory);
}

/**
 * A busy day: buyers come at a fixed rate, whoever gets no answer asks again with the same key, some cards are declined or never answer,
 * staff cancel some orders, ship some, and put more of what is scarce on the shelf.
 */
export function startLoad(
  clients: Clients,
  shelves: Shelves,
  { ordersPerSecond, seed }: { readonly ordersPerSecond: number; readonly seed: number },
): Load {
  const random = seeded(seed);
  const inside = new Set<Promise<Purchase>>();
  const done: Purchase[] = [];
  const failed: unknown[] = [];
  const errands = new Set<Promise<void>>();
  const toShip: string[] = [];

  function come(): void {
    if (inside.size >= MOST_INSIDE) return;
    const visit = buy(clients.guest, wish(random, shelves));
    inside.add(visit);
    visit
      .then((purchase) => {
        done.push(purchase);
        if (purchase.orderId !== null) follow(purchase.orderId);
      })
      .catch((error: unknown) => failed.push(error))
      .finally(() => inside.delete(visit));
  }

  /** Staff cancel or ship what they feel like; when the store does not answer they leave it. */
  function follow(orderId: string): void {
    const lot = random.fraction();
    if (lot < SHIPPED_SHARE) toShip.push(orderId);
    else if (lot < SHIPPED_SHARE + CANCELLED_SHARE) errand(() => cancel(clients.staff, orderId));
  }
  function errand(work: () => Promise<void>): void {
    const running = work().catch(() => undefined);
    errands.add(running);
    void running.finally(() => errands.delete(running));
  }

  const timers = [
    setInterval(come, 1_000 / ordersPerSecond),
    setInterval(
      () => errand(() => deliver(clients.staff, [random.oneOf(shelves.hot as [string])], HOT_DELIVERY)),
      DELIVERY_EVERY_MS,
    ),
    setInterval(() => {
      const orderId = toShip.shift();
      if (orderId !== undefined) errand(() => ship(clients.staff, orderId));
    }, SHIP_EVERY_MS),
  ];
  return {
    async served(more) {
      const enough = done.length + more;
      await eventually(
        `${more} more buyers to be served`,
        () => Promise.resolve(done.length),
        (served) => served >= enough,
        PATIENCE_MS,
      );
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.allSettled(inside);
      await Promise.all(errands);
      if (failed.length > 0)
        throw new AggregateError(failed, `${failed.length} buyers got no answer: ${String(failed[0])}`);
      return done;
    },
  };
}

/** What somebody wants, and the card that they pay with. */
export interface Wish {
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  readonly token: string;
}

function wish(random: Seeded, { hot, cold }: Shelves): Wish {
  const first = random.oneOf((random.fraction() < 0.4 ? hot : cold) as [string]);
  const second = random.oneOf(cold as [string]);
  const lines = [{ variantId: first, quantity: 1 }];
  if (random.fraction() < 0.3 && second !== first)
    lines.push({ variantId: second, quantity: random.between(1, 3) });
  let lot = random.fraction();
  for (const { token, share } of CARDS) {
    if (lot < share) return { lines, token };
    lot -= share;
  }
  return { lines, token: CARD.succeeds };
}

interface Answered {
  readonly userErrors: readonly { readonly code: string }[];
}

// Little is asked for, so that the load is on the orders and not on the pages about them.
const CREATE_CART = `mutation ($input: CreateCartInput!) {
  createCart(input: $input) { cart { id } userErrors { code } } }`;
const CHECKOUT = `mutation ($input: CheckoutInput!) {
  checkout(input: $input) { order { id } userErrors { code } } }`;

/** Buys, and asks again with the same key until there is an answer. Throws the last error when the patience is over. */
export async function buy(guest: Client, { lines, token }: Wish): Promise<Purchase> {
  const giveUp = Date.now() + PATIENCE_MS;
  const { createCart } = await asked(giveUp, () =>
    answer<{ createCart: Answered & { cart: { id: string } | null } }>(guest, CREATE_CART, {
      input: { channel: 'online', lines },
    }),
  );
  const cartId = accepted(createCart as typeof createCart & { userErrors: [] }).cart?.id ?? '';
  const input: operations.CheckoutInput = {
    cartId,
    idempotencyKey: newId(),
    email: 'robin@example.com',
    shippingAddress: ADDRESS,
    payment: { token },
  };
  let attempts = 0;
  const { order, refusals } = await asked(giveUp, () => {
    attempts += 1;
    return sendCheckout(guest, input);
  });
  return { input, orderId: order, refusals, attempts };
}

/** Sends a checkout once. Throws when there is no answer. */
export async function sendCheckout(
  guest: Client,
  input: operations.CheckoutInput,
): Promise<{ readonly order: string | null; readonly refusals: readonly string[] }> {
  const { checkout } = await answer<{ checkout: Answered & { order: { id: string } | null } }>(
    guest,
    CHECKOUT,
    {
      input,
    },
  );
  return { order: checkout.order?.id ?? null, refusals: checkout.userErrors.map(({ code }) => code) };
}

async function answer<T>(client: Client, text: string, variables: object): Promise<T> {
  const { data, errors } = await client.send(text, variables);
  if (errors?.length || !data) throw new Error(errors?.map(({ message }) => message).join('; ') ?? 'no data');
  return data as T;
}

/** Asks until there is an answer. Throws the last error when the patience is over. */
async function asked<T>(giveUp: number, ask: () => Promise<T>): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, 2 * pause)) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() + pause > giveUp) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function cancel(staff: Client, id: string): Promise<void> {
  await staff.run(operations.CancelOrderDocument, { id, reason: 'changed their mind' });
}

/** Through the warehouse and out of the door. What is not confirmed, or was cancelled, cannot be batched, and is left. */
async function ship(staff: Client, orderId: string): Promise<void> {
  const { createFulfillmentBatch } = await eventually(
    'the order to be open for picking',
    () => staff.run(operations.CreateFulfillmentBatchDocument, { input: { orderIds: [orderId] } }),
    (answer) => answer.createFulfillmentBatch.userErrors.every(({ code }) => code !== 'NOT_READY'),
    OPEN_MS,
  );
  const { batch } = accepted(createFulfillmentBatch);
  if (!batch) return;
  const picks = batch.pickList.stops.map(({ sequence, quantity }) => ({
    sequence,
    pickedQuantity: quantity,
  }));
  accepted(
    (await staff.run(operations.RecordPicksDocument, { input: { batchId: batch.id, picks } })).recordPicks,
  );
  const packed = await staff.run(operations.PackOrderDocument, { input: { orderId, weightGrams: 100 } });
  const shipmentId = accepted(packed.packOrder).shipment?.id ?? '';
  accepted((await staff.run(operations.BuyShippingLabelDocument, { shipmentId })).buyShippingLabel);
  accepted((await staff.run(operations.MarkShippedDocument, { shipmentId })).markShipped);
}
