import { operations, type Client } from '@longbox/client';
import { newId } from '@longbox/ids';

export const CARD = {
  succeeds: '4242424242424242',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  neverAnswers: '4000000000000044',
} as const;

export const ADDRESS = {
  name: 'Robin Sample',
  line1: '1 Long Row',
  city: 'Boxford',
  postalCode: '12345',
  countryCode: 'US',
} as const;

export const usd = (amount: number) => ({ amount, currency: 'USD' as const });

interface Payload {
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[] | null;
  }[];
}

/** The payload of a mutation that was accepted. Throws with its user errors otherwise. */
export function accepted<P extends Payload>(payload: P): P {
  if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
  return payload;
}

/** Asks again until the condition holds. Throws an error that names what was waited for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs = 20_000,
): Promise<T> {
  const giveUp = Date.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > giveUp)
      throw new Error(`waited ${timeoutMs} ms for ${what}; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function importSample(staff: Client, game: operations.GameCode, path: string) {
  const { startCatalogImport } = await staff.run(operations.StartCatalogImportDocument, {
    input: { game, path },
  });
  const id = accepted(startCatalogImport).job?.id ?? '';
  return eventually(
    `the import of ${path} to end`,
    async () => (await staff.run(operations.ImportJobDocument, { id })).catalogImportJob,
    (job) => job?.status === 'COMPLETED' || job?.status === 'FAILED',
    60_000,
  );
}

export interface ForSale {
  readonly variantId: string;
  readonly productId: string;
  readonly handle: string;
  readonly sku: string;
}

export async function openLocation(staff: Client): Promise<string> {
  const { locations } = await staff.run(operations.LocationsDocument, {});
  const open = locations?.find(({ code }) => code === 'MAIN');
  if (open) return open.id;
  const created = await staff.run(operations.CreateLocationDocument, {
    input: { code: 'MAIN', name: 'Main', type: 'STORE' },
  });
  return accepted(created.createLocation).location?.id ?? '';
}

/** Puts a sealed product of one variant up for sale: `onHand` pieces at MAIN, at a price. */
export async function putForSale(
  staff: Client,
  { title, onHand, priceMinor }: { title: string; onHand: number; priceMinor: number },
): Promise<ForSale> {
  const sku = `BOX-${newId().slice(-12).toUpperCase()}`;
  await openLocation(staff);
  const { createProduct } = await staff.run(operations.CreateProductDocument, {
    input: { kind: 'SEALED', title, variants: [{ sku, title: 'Box', weightGrams: 900 }] },
  });
  const product = accepted(createProduct).product;
  const variant = product?.variants[0];
  if (!product || !variant) throw new Error('no product was made');
  const { adjustInventory } = await staff.run(operations.AdjustInventoryDocument, {
    input: {
      reason: 'RESTOCK',
      lines: [{ variantId: variant.id, locationCode: 'MAIN', quantity: onHand, bin: 'A-1' }],
    },
  });
  accepted(adjustInventory);
  await setPrice(staff, variant.id, priceMinor);
  return { variantId: variant.id, productId: product.id, handle: product.handle, sku };
}

export async function setPrice(staff: Client, variantId: string, priceMinor: number): Promise<void> {
  const { setPrices } = await staff.run(operations.SetPricesDocument, {
    input: { lines: [{ variantId, price: usd(priceMinor) }] },
  });
  accepted(setPrices);
}

export async function cartWith(
  shopper: Client,
  variantId: string,
  quantity = 1,
): Promise<operations.CartViewFragment> {
  const { createCart } = await shopper.run(operations.CreateCartDocument, {
    input: { channel: 'online', lines: [{ variantId, quantity }] },
  });
  const { cart } = accepted(createCart);
  if (!cart) throw new Error('no cart was made');
  return cart;
}

/** What a checkout sends when nothing is wrong with it. */
export function checkoutInput(
  cartId: string,
  overrides: Partial<operations.CheckoutInput> = {},
): operations.CheckoutInput {
  return {
    cartId,
    idempotencyKey: newId(),
    email: 'robin@example.com',
    shippingAddress: ADDRESS,
    payment: { token: CARD.succeeds },
    ...overrides,
  };
}

export async function checkout(shopper: Client, input: operations.CheckoutInput) {
  return (await shopper.run(operations.CheckoutDocument, { input })).checkout;
}

/** Waits until the saga has come to rest: the order is confirmed, or has ended. */
export async function settled(shopper: Client, orderId: string) {
  const order = await eventually(
    `order ${orderId} to be confirmed or to end`,
    async () => (await shopper.run(operations.OrderPageDocument, { id: orderId })).order,
    (seen) =>
      seen !== null && seen !== undefined && seen.status !== 'PENDING' && seen.status !== 'CANCELLING',
    60_000,
  );
  if (!order) throw new Error('the order is gone');
  return order;
}
