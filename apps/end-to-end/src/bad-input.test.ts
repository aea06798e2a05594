import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { operations } from '@longbox/client';
import { accepted, cartWith, checkout, checkoutInput, eventually, putForSale, settled } from './fixtures.ts';
import { CASES, type Ground } from './bad-input.cases.ts';
import { clientsOf } from './stack.ts';

const { staff, guest } = clientsOf('input');

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
