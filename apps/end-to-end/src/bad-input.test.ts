import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { operations } from '@longbox/client';
import { newId } from '@longbox/ids';
import {
  accepted,
  cartWith,
  checkout,
  checkoutInput,
  eventually,
  putForSale,
  settled,
  usd,
  type ForSale,
} from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, guest } = clientsOf('input');

interface Ground extends ForSale {
  readonly cart: operations.CartViewFragment;
  readonly orderId: string;
  readonly pendingBatchId: string;
  readonly shippedId: string;
}

let ground: Ground;

beforeAll(async () => {
  const sale = await putForSale(staff, { title: 'Plain Box', onHand: 100, priceMinor: 500 });
  const cart = await cartWith(guest, sale.variantId);
  const order = await place(sale.variantId);
  const { batch } = await eventually(
    'the fulfillment to open',
    async () =>
      (await staff.run(operations.CreateFulfillmentBatchDocument, { input: { orderIds: [order] } }))
        .createFulfillmentBatch,
    ({ userErrors }) => userErrors.length === 0,
  );
  ground = {
    ...sale,
    cart,
    orderId: order,
    pendingBatchId: batch?.id ?? '',
    shippedId: await shipOne(sale.variantId),
  };
}, 60_000);

async function place(variantId: string): Promise<string> {
  const cart = await cartWith(guest, variantId, 2);
  const { order } = accepted(await checkout(guest, checkoutInput(cart.id)));
  const id = order?.id ?? '';
  expect((await settled(guest, id)).status).toBe('CONFIRMED');
  return id;
}

async function shipOne(variantId: string): Promise<string> {
  const orderId = await place(variantId);
  const { batch } = await eventually(
    'the fulfillment to open',
    async () =>
      (await staff.run(operations.CreateFulfillmentBatchDocument, { input: { orderIds: [orderId] } }))
        .createFulfillmentBatch,
    ({ userErrors }) => userErrors.length === 0,
  );
  await staff.run(operations.RecordPicksDocument, {
    input: { batchId: batch?.id ?? '', picks: [{ sequence: 1, pickedQuantity: 2 }] },
  });
  const { packOrder } = await staff.run(operations.PackOrderDocument, { input: { orderId, weightGrams: 5 } });
  const shipmentId = accepted(packOrder).shipment?.id ?? '';
  accepted((await staff.run(operations.MarkShippedDocument, { shipmentId })).markShipped);
  await eventually(
    'the order to be fulfilled',
    async () => (await guest.run(operations.OrderPageDocument, { id: orderId })).order?.status,
    (status) => status === 'FULFILLED',
  );
  return orderId;
}

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const EMOJI = '🃏🃏';
const eur = (amount: number) => ({ amount, currency: 'EUR' as const });

type Case = readonly [
  what: string,
  document: unknown,
  variables: (g: Ground) => object,
  code: string,
  field: string,
];

/** Each mutation with what may be wrong with it: the code of the user error, and the end of the path that it names. */
const CASES: readonly Case[] = [
  [
    'createCart of an unknown variant',
    operations.CreateCartDocument,
    () => ({ input: { lines: [{ variantId: newId(), quantity: 1 }] } }),
    'NOT_FOUND',
    'variantId',
  ],
  [
    'createCart of a malformed id',
    operations.CreateCartDocument,
    () => ({ input: { lines: [{ variantId: 'x', quantity: 1 }] } }),
    'NOT_FOUND',
    'variantId',
  ],
  [
    'createCart of a negative quantity',
    operations.CreateCartDocument,
    (g) => ({ input: { lines: [{ variantId: g.variantId, quantity: -1 }] } }),
    'INVALID',
    'quantity',
  ],
  [
    'createCart in another currency',
    operations.CreateCartDocument,
    () => ({ input: { currency: 'EUR' } }),
    'WRONG_CURRENCY',
    'currency',
  ],
  [
    'createCart of 10,001 lines',
    operations.CreateCartDocument,
    (g) => ({ input: { lines: many(10_001, () => ({ variantId: g.variantId, quantity: 1 })) } }),
    'TOO_MANY',
    'lines',
  ],
  [
    'createCart of an emoji SKU',
    operations.CreateCartDocument,
    () => ({ input: { lines: [{ sku: EMOJI, quantity: 1 }] } }),
    'NOT_FOUND',
    'sku',
  ],
  [
    'addCartLines to an unknown cart',
    operations.AddCartLinesDocument,
    (g) => ({ cartId: newId(), lines: [{ variantId: g.variantId, quantity: 1 }] }),
    'NOT_FOUND',
    'cartId',
  ],
  [
    'addCartLines of nothing named',
    operations.AddCartLinesDocument,
    (g) => ({ cartId: g.cart.id, lines: [{ quantity: 1 }] }),
    'REQUIRED',
    'variantId',
  ],
  [
    'addCartLines of a thousand pieces',
    operations.AddCartLinesDocument,
    (g) => ({ cartId: g.cart.id, lines: [{ variantId: g.variantId, quantity: 1000 }] }),
    'INVALID',
    'quantity',
  ],
  [
    'addCartLines of 10,001 lines',
    operations.AddCartLinesDocument,
    (g) => ({ cartId: g.cart.id, lines: many(10_001, () => ({ variantId: g.variantId, quantity: 1 })) }),
    'TOO_MANY',
    'lines',
  ],
  [
    'addCartLines to a stale revision',
    'mutation ($cartId: ID!, $lines: [CartLineInput!]!) { addCartLines(cartId: $cartId, lines: $lines, revision: 99) { cart { id } userErrors { code message field } } }',
    (g) => ({ cartId: g.cart.id, lines: [{ variantId: g.variantId, quantity: 1 }] }),
    'STALE_REVISION',
    'revision',
  ],
  [
    'updateCartLines of an unknown line',
    operations.UpdateCartLinesDocument,
    (g) => ({ cartId: g.cart.id, lines: [{ id: newId(), quantity: 1 }] }),
    'NOT_FOUND',
    'id',
  ],
  [
    'updateCartLines to a negative quantity',
    operations.UpdateCartLinesDocument,
    (g) => ({ cartId: g.cart.id, lines: [{ id: g.cart.lines[0]?.id ?? '', quantity: -3 }] }),
    'INVALID',
    'quantity',
  ],
  [
    'removeCartLines of an unknown line',
    operations.RemoveCartLinesDocument,
    (g) => ({ cartId: g.cart.id, lineIds: [newId()] }),
    'NOT_FOUND',
    '0',
  ],
  [
    'checkout of an unknown cart',
    operations.CheckoutDocument,
    () => ({ input: checkoutInput(newId()) }),
    'NOT_FOUND',
    'cartId',
  ],
  [
    'checkout of a stale revision',
    operations.CheckoutDocument,
    (g) => ({ input: checkoutInput(g.cart.id, { revision: 99 }) }),
    'STALE_REVISION',
    'revision',
  ],
  [
    'checkout with no e-mail address',
    operations.CheckoutDocument,
    (g) => ({ input: checkoutInput(g.cart.id, { email: 'nobody' }) }),
    'INVALID',
    'email',
  ],
  [
    'checkout to a country that is none',
    operations.CheckoutDocument,
    (g) => ({
      input: checkoutInput(g.cart.id, {
        shippingAddress: { name: 'A', line1: 'B', city: 'C', postalCode: 'D', countryCode: 'USA' },
      }),
    }),
    'INVALID',
    'countryCode',
  ],
  [
    'checkout with a total in another currency',
    operations.CheckoutDocument,
    (g) => ({ input: checkoutInput(g.cart.id, { expectedTotal: eur(500) }) }),
    'WRONG_CURRENCY',
    'currency',
  ],
  [
    'checkout with an empty idempotency key',
    operations.CheckoutDocument,
    (g) => ({ input: checkoutInput(g.cart.id, { idempotencyKey: '' }) }),
    'INVALID',
    'idempotencyKey',
  ],
  [
    'cancelOrder of an unknown order',
    operations.CancelOrderDocument,
    () => ({ id: newId() }),
    'NOT_FOUND',
    'id',
  ],
  [
    'cancelOrder of a shipped order',
    operations.CancelOrderDocument,
    (g) => ({ id: g.shippedId }),
    'NOT_ALLOWED_NOW',
    'id',
  ],
  [
    'startCatalogImport outside of the folder',
    operations.StartCatalogImportDocument,
    () => ({ input: { game: 'MTG', path: '../../package.json' } }),
    'UNREADABLE_PATH',
    'path',
  ],
  [
    'startCatalogImport of nothing',
    operations.StartCatalogImportDocument,
    () => ({ input: { game: 'MTG', path: 'no-such-file.json' } }),
    'UNREADABLE_PATH',
    'path',
  ],
  [
    'startCatalogImport in another game’s format',
    operations.StartCatalogImportDocument,
    () => ({ input: { game: 'MTG', source: 'YGOPRODECK', path: 'mtg' } }),
    'INVALID',
    'source',
  ],
  [
    'listPrints of an unknown printing',
    operations.ListPrintsDocument,
    () => ({ input: { printIds: [newId()] } }),
    'NOT_FOUND',
    '0',
  ],
  ['listPrints of nothing', operations.ListPrintsDocument, () => ({ input: {} }), 'REQUIRED', 'printIds'],
  [
    'listPrints of 10,001 printings',
    operations.ListPrintsDocument,
    () => ({ input: { printIds: many(10_001, newId) } }),
    'TOO_MANY',
    'printIds',
  ],
  [
    'createProduct with an emoji SKU',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'SEALED', title: 'Box', variants: [{ sku: EMOJI }] } }),
    'INVALID',
    'sku',
  ],
  [
    'createProduct with a SKU that exists',
    operations.CreateProductDocument,
    (g) => ({ input: { kind: 'SEALED', title: 'Box', variants: [{ sku: g.sku }] } }),
    'TAKEN',
    'sku',
  ],
  [
    'createProduct without variants',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'SEALED', title: 'Box', variants: [] } }),
    'REQUIRED',
    'variants',
  ],
  [
    'createProduct without a title',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'SEALED', title: '  ', variants: [{ sku: 'BLANK-1' }] } }),
    'INVALID',
    'title',
  ],
  [
    'createProduct with a title of 10,001 letters',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'SEALED', title: 'x'.repeat(10_001), variants: [{ sku: 'LONG-1' }] } }),
    'INVALID',
    'title',
  ],
  [
    'createProduct with a null character',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'SEALED', title: 'a\u0000b', variants: [{ sku: 'NUL-1' }] } }),
    'INVALID',
    'title',
  ],
  [
    'createProduct of a card without its printing',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'CARD', title: 'Slab', variants: [{ condition: 'NM' }] } }),
    'REQUIRED',
    'printId',
  ],
  [
    'createProduct with a negative weight',
    operations.CreateProductDocument,
    () => ({ input: { kind: 'SEALED', title: 'Box', variants: [{ sku: 'LIGHT-1', weightGrams: -5 }] } }),
    'INVALID',
    'weightGrams',
  ],
  [
    'updateProduct of an unknown product',
    operations.UpdateProductDocument,
    () => ({ id: newId(), input: { title: 'x' } }),
    'NOT_FOUND',
    'id',
  ],
  [
    'updateProduct to an empty title',
    operations.UpdateProductDocument,
    (g) => ({ id: g.productId, input: { title: '' } }),
    'INVALID',
    'title',
  ],
  [
    'createLocation with an emoji code',
    operations.CreateLocationDocument,
    () => ({ input: { code: EMOJI, name: 'x', type: 'STORE' } }),
    'INVALID',
    'code',
  ],
  [
    'createLocation with a code that exists',
    operations.CreateLocationDocument,
    () => ({ input: { code: 'main', name: 'x', type: 'STORE' } }),
    'TAKEN',
    'code',
  ],
  [
    'adjustInventory of an unknown variant',
    operations.AdjustInventoryDocument,
    () => ({
      input: { reason: 'RESTOCK', lines: [{ variantId: newId(), locationCode: 'MAIN', quantity: 1 }] },
    }),
    'NOT_FOUND',
    'variantId',
  ],
  [
    'adjustInventory at an unknown location',
    operations.AdjustInventoryDocument,
    (g) => ({
      input: { reason: 'RESTOCK', lines: [{ variantId: g.variantId, locationCode: 'MOON', quantity: 1 }] },
    }),
    'NOT_FOUND',
    'locationCode',
  ],
  [
    'adjustInventory by nothing',
    operations.AdjustInventoryDocument,
    (g) => ({
      input: { reason: 'RESTOCK', lines: [{ variantId: g.variantId, locationCode: 'MAIN', quantity: 0 }] },
    }),
    'INVALID',
    'quantity',
  ],
  [
    'adjustInventory below what is reserved',
    operations.AdjustInventoryDocument,
    (g) => ({
      input: { reason: 'DAMAGE', lines: [{ variantId: g.variantId, locationCode: 'MAIN', quantity: -98 }] },
    }),
    'INSUFFICIENT_STOCK',
    'quantity',
  ],
  [
    'adjustInventory of 10,001 lines',
    operations.AdjustInventoryDocument,
    (g) => ({
      input: {
        reason: 'RESTOCK',
        lines: many(10_001, () => ({ variantId: g.variantId, locationCode: 'MAIN', quantity: 1 })),
      },
    }),
    'TOO_MANY',
    'lines',
  ],
  [
    'adjustInventory with one bad line among good ones',
    operations.AdjustInventoryDocument,
    (g) => ({
      input: {
        reason: 'RESTOCK',
        lines: [
          { variantId: g.variantId, locationCode: 'MAIN', quantity: 5 },
          { sku: EMOJI, locationCode: 'MAIN', quantity: 1 },
        ],
      },
    }),
    'NOT_FOUND',
    'sku',
  ],
  [
    'setPrices of an unknown variant',
    operations.SetPricesDocument,
    () => ({ input: { lines: [{ variantId: newId(), price: usd(1) }] } }),
    'NOT_FOUND',
    'variantId',
  ],
  [
    'setPrices in another currency',
    operations.SetPricesDocument,
    (g) => ({ input: { lines: [{ variantId: g.variantId, price: eur(100) }] } }),
    'WRONG_CURRENCY',
    'currency',
  ],
  [
    'setPrices to a negative price',
    operations.SetPricesDocument,
    (g) => ({ input: { lines: [{ variantId: g.variantId, price: usd(-1) }] } }),
    'INVALID',
    'amount',
  ],
  [
    'setPrices on an emoji channel',
    operations.SetPricesDocument,
    (g) => ({ input: { lines: [{ variantId: g.variantId, channel: EMOJI, price: usd(1) }] } }),
    'INVALID',
    'channel',
  ],
  [
    'setPrices of 10,001 lines',
    operations.SetPricesDocument,
    (g) => ({ input: { lines: many(10_001, () => ({ variantId: g.variantId, price: usd(1) })) } }),
    'TOO_MANY',
    'lines',
  ],
  [
    'createFulfillmentBatch of an unknown order',
    operations.CreateFulfillmentBatchDocument,
    () => ({ input: { orderIds: [newId()] } }),
    'NOT_READY',
    '0',
  ],
  [
    'createFulfillmentBatch of an order that is in one',
    operations.CreateFulfillmentBatchDocument,
    (g) => ({ input: { orderIds: [g.orderId] } }),
    'NOT_READY',
    '0',
  ],
  [
    'createFulfillmentBatch of 10,001 orders',
    operations.CreateFulfillmentBatchDocument,
    () => ({ input: { orderIds: many(10_001, newId) } }),
    'TOO_MANY',
    'orderIds',
  ],
  [
    'recordPicks in an unknown batch',
    operations.RecordPicksDocument,
    () => ({ input: { batchId: newId(), picks: [{ sequence: 1, pickedQuantity: 1 }] } }),
    'NOT_FOUND',
    'batchId',
  ],
  [
    'recordPicks at an unknown stop',
    operations.RecordPicksDocument,
    (g) => ({ input: { batchId: g.pendingBatchId, picks: [{ sequence: 77, pickedQuantity: 1 }] } }),
    'NOT_FOUND',
    'sequence',
  ],
  [
    'recordPicks of more than asked for',
    operations.RecordPicksDocument,
    (g) => ({ input: { batchId: g.pendingBatchId, picks: [{ sequence: 1, pickedQuantity: 3 }] } }),
    'TOO_MUCH',
    'pickedQuantity',
  ],
  [
    'recordPicks of a negative count',
    operations.RecordPicksDocument,
    (g) => ({ input: { batchId: g.pendingBatchId, picks: [{ sequence: 1, pickedQuantity: -1 }] } }),
    'INVALID',
    'pickedQuantity',
  ],
  [
    'packOrder of an unknown order',
    operations.PackOrderDocument,
    () => ({ input: { orderId: newId(), weightGrams: 10 } }),
    'NOT_FOUND',
    'orderId',
  ],
  [
    'packOrder before it is picked',
    operations.PackOrderDocument,
    (g) => ({ input: { orderId: g.orderId, weightGrams: 10 } }),
    'NOT_READY',
    'orderId',
  ],
  [
    'packOrder of nothing weighed',
    operations.PackOrderDocument,
    (g) => ({ input: { orderId: g.orderId, weightGrams: 0 } }),
    'INVALID',
    'weightGrams',
  ],
  [
    'buyShippingLabel of an unknown shipment',
    operations.BuyShippingLabelDocument,
    () => ({ shipmentId: newId() }),
    'NOT_FOUND',
    'shipmentId',
  ],
  [
    'markShipped of an unknown shipment',
    operations.MarkShippedDocument,
    () => ({ shipmentId: newId() }),
    'NOT_FOUND',
    'shipmentId',
  ],
];

async function picture() {
  const [stock, ledger, page, queue, cart, batch, locations, search] = await Promise.all([
    staff.run(operations.InventoryOverviewDocument, { first: 50 }),
    staff.run(operations.StockHistoryDocument, { variantId: ground.variantId, first: 50 }),
    staff.run(operations.ProductPageDocument, { handle: ground.handle }),
    staff.run(operations.OrderQueueDocument, { first: 50 }),
    guest.run(operations.CartPageDocument, { id: ground.cart.id }),
    staff.run(operations.BatchDocument, { id: ground.pendingBatchId }),
    staff.run(operations.LocationsDocument, {}),
    guest.run(operations.SearchProductsDocument, { first: 50 }),
  ]);
  return { stock, ledger, page, queue, cart, batch, locations, search };
}

interface Answer {
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly field: readonly string[] | null;
  }[];
}

describe('bad input', () => {
  it.each(CASES)(
    '%s is a user error that names the field, and changes nothing',
    async (_, document, variables, code, field) => {
      const before = await picture();
      const { data, errors } = await (
        document === operations.CreateCartDocument ? guest : pick(document)
      ).send(document as TypedDocumentNode<Record<string, Answer>, object>, variables(ground));
      expect(errors).toBeUndefined();
      const [answer] = Object.values(data ?? {});
      expect(answer?.userErrors[0]).toMatchObject({ code, message: expect.stringMatching(/.{10,}/) });
      expect(answer?.userErrors[0]?.field?.at(-1)).toBe(field);
      expect(await picture()).toEqual(before);
    },
  );
});

const SHOPPERS: readonly unknown[] = [
  operations.AddCartLinesDocument,
  operations.UpdateCartLinesDocument,
  operations.RemoveCartLinesDocument,
  operations.CheckoutDocument,
  operations.CancelOrderDocument,
];

const pick = (document: unknown) =>
  typeof document === 'string' || SHOPPERS.includes(document) ? guest : staff;
