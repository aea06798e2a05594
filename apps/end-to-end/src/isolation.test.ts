import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { operations, type Client } from '@longbox/client';
import { newId } from '@longbox/ids';
import {
  ADDRESS,
  accepted,
  cartWith,
  checkout,
  checkoutInput,
  eventually,
  importSample,
  putForSale,
  settled,
  usd,
} from './fixtures.ts';
import { clientWith, clientsOf, storeFacts } from './stack.ts';

const victim = clientsOf('isolation');
const rival = clientsOf('rival');

/** What belongs to the store `isolation` and must not be seen by anybody else. */
interface Belongings {
  readonly variantId: string;
  readonly productId: string;
  readonly handle: string;
  readonly sku: string;
  readonly cartId: string;
  readonly cartLineId: string;
  readonly openCartId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly jobId: string;
  readonly stockImportId: string;
  readonly categoryId: string;
  readonly batchId: string;
  readonly shipmentId: string;
  readonly printId: string;
}

const TITLE = 'Secret Vault Box';
const EMAIL = 'victim-customer@example.com';
let own: Belongings;

beforeAll(async () => {
  own = await furnish();
}, 120_000);

/** Fills the store with one of everything. */
async function furnish(): Promise<Belongings> {
  const { staff, customer } = victim;
  const job = await importSample(staff, 'MTG', 'mtg');
  const { prints } = await staff.run(operations.ListablePrintsDocument, {
    filter: { game: 'MTG' },
    first: 1,
  });
  const sale = await putForSale(staff, { title: TITLE, onHand: 20, priceMinor: 7_777 });
  const cart = await cartWith(customer, sale.variantId);
  const open = await cartWith(customer, sale.variantId);
  const { order } = accepted(await checkout(customer, checkoutInput(cart.id, { email: EMAIL })));
  const orderId = order?.id ?? '';
  expect((await settled(customer, orderId)).status).toBe('CONFIRMED');
  const { batch } = await eventually(
    'the fulfillment to open',
    async () =>
      (await staff.run(operations.CreateFulfillmentBatchDocument, { input: { orderIds: [orderId] } }))
        .createFulfillmentBatch,
    ({ userErrors }) => userErrors.length === 0,
  );
  const batchId = batch?.id ?? '';
  await staff.run(operations.RecordPicksDocument, {
    input: { batchId, picks: [{ sequence: 1, pickedQuantity: 1 }] },
  });
  const { importStockFile } = await staff.run(operations.ImportStockFileDocument, {
    input: {
      text: `Product Line,Set Name,Product Name,Condition,Total Quantity\nMagic,?,${TITLE},Near Mint,1`,
    },
  });
  const { createCategory } = await staff.run(operations.CreateCategoryDocument, {
    input: { name: 'Vaults' },
  });
  const categoryId = accepted(createCategory).category?.id ?? '';
  accepted(
    (
      await staff.run(operations.CategorizeProductsDocument, {
        input: { productIds: [sale.productId], add: [categoryId] },
      })
    ).categorizeProducts,
  );
  accepted(
    (
      await staff.run(operations.UpdateProductDocument, {
        id: sale.productId,
        input: { tags: [`${TITLE} tag`], vendor: `${TITLE} vendor` },
      })
    ).updateProduct,
  );
  const { packOrder } = await staff.run(operations.PackOrderDocument, {
    input: { orderId, weightGrams: 900 },
  });
  // What is compared below must not still be on its way.
  await eventually(
    'the order to hear that it was packed',
    async () => (await staff.run(operations.OrderDetailDocument, { id: orderId })).order?.fulfillmentStatus,
    (status) => status === 'IN_PROGRESS',
  );
  return {
    ...sale,
    cartId: cart.id,
    cartLineId: open.lines[0]?.id ?? '',
    openCartId: open.id,
    orderId,
    orderNumber: order?.number ?? '',
    jobId: job?.id ?? '',
    categoryId,
    stockImportId: accepted(importStockFile).import?.id ?? '',
    batchId,
    shipmentId: accepted(packOrder).shipment?.id ?? '',
    printId: prints.edges[0]?.node.id ?? '',
  };
}

type Document = TypedDocumentNode<unknown, never>;

/** Every operation of the contract, sent with the ids of the store it has no business in. */
const ATTEMPTS: Record<string, (o: Belongings) => object> = {
  Games: () => ({}),
  SearchProducts: () => ({ query: 'Secret Vault', first: 50 }),
  MoreFacets: () => ({ query: 'Secret Vault' }),
  SuggestCards: () => ({ prefix: 'secret', first: 5 }),
  ProductTags: () => ({ first: 250 }),
  ProductVendors: () => ({ first: 250 }),
  CardPage: () => ({ id: newId() }),
  ResolveDecklist: () => ({ text: '1 Lightning Bolt' }),
  ProductPage: (o) => ({ handle: o.handle }),
  CreateCart: (o) => ({ input: { lines: [{ variantId: o.variantId, quantity: 1 }] } }),
  AddCartLines: (o) => ({ cartId: o.openCartId, lines: [{ variantId: o.variantId, quantity: 1 }] }),
  UpdateCartLines: (o) => ({ cartId: o.openCartId, lines: [{ id: o.cartLineId, quantity: 9 }] }),
  RemoveCartLines: (o) => ({ cartId: o.openCartId, lineIds: [o.cartLineId] }),
  CartPage: (o) => ({ id: o.openCartId }),
  Checkout: (o) => ({ input: checkoutInput(o.openCartId) }),
  OrderPage: (o) => ({ id: o.orderId }),
  MyOrders: () => ({ first: 50 }),
  CancelOrder: (o) => ({ id: o.orderId, reason: 'sabotage' }),
  StartCatalogImport: () => ({ input: { game: 'MTG', path: '../../../../etc' } }),
  ImportJob: (o) => ({ id: o.jobId }),
  ListPrints: () => ({ input: { printIds: [newId()] } }),
  ImportStockFile: (o) => ({ input: { importId: o.stockImportId, position: 1, text: 'sabotage' } }),
  StockImports: () => ({ first: 50 }),
  StockImportLines: (o) => ({ id: o.stockImportId, first: 50 }),
  ReviewStockLines: (o) => ({ input: { importId: o.stockImportId, decisions: [{ line: 2, reject: true }] } }),
  ApplyStockImport: (o) => ({ id: o.stockImportId }),
  CancelStockImport: (o) => ({ id: o.stockImportId }),
  CreateProduct: (o) => ({
    input: {
      kind: 'CARD',
      title: 'Slab',
      printId: newId(),
      handle: o.handle,
      variants: [{ condition: 'NM' }],
    },
  }),
  UpdateProduct: (o) => ({ id: o.productId, input: { title: 'Defaced' } }),
  CreateProducts: (o) => ({
    input: {
      allOrNothing: true,
      products: [{ kind: 'CARD', title: 'Slab', printId: newId(), handle: o.handle, variants: [{}] }],
    },
  }),
  UpdateProducts: (o) => ({
    input: { products: [{ id: o.productId, change: { title: 'Defaced', status: 'ARCHIVED' } }] },
  }),
  CreateCategory: () => ({ input: { name: '' } }),
  UpdateCategory: (o) => ({ id: o.categoryId, input: { name: 'Defaced' } }),
  DeleteCategory: (o) => ({ id: o.categoryId }),
  CategorizeProducts: (o) => ({ input: { productIds: [o.productId], remove: [o.categoryId] } }),
  Locations: () => ({}),
  CreateLocation: () => ({ input: { code: '', name: 'Nowhere', type: 'STORE' } }),
  AdjustInventory: (o) => ({
    input: { reason: 'DAMAGE', lines: [{ variantId: o.variantId, locationCode: 'MAIN', quantity: -20 }] },
  }),
  InventoryOverview: (o) => ({ filter: { variantId: o.variantId }, first: 50 }),
  StockHistory: (o) => ({ variantId: o.variantId, first: 50 }),
  SetPrices: (o) => ({ input: { lines: [{ variantId: o.variantId, price: usd(1) }] } }),
  OrderQueue: (o) => ({ filter: { number: o.orderNumber, email: EMAIL }, first: 50 }),
  OrderDetail: (o) => ({ id: o.orderId }),
  CreateFulfillmentBatch: (o) => ({ input: { orderIds: [o.orderId] } }),
  Batch: (o) => ({ id: o.batchId }),
  RecordPicks: (o) => ({ input: { batchId: o.batchId, picks: [{ sequence: 1, pickedQuantity: 0 }] } }),
  PackOrder: (o) => ({ input: { orderId: o.orderId, weightGrams: 1 } }),
  BuyShippingLabel: (o) => ({ shipmentId: o.shipmentId }),
  MarkShipped: (o) => ({ shipmentId: o.shipmentId }),
  PartnerAvailability: (o) => ({ skus: [o.sku], channel: 'online' }),
  PartnerFeed: () => ({ channel: 'online', first: 100, updatedSince: '2020-01-01T00:00:00Z' }),
  PartnerSubmitOrder: (o) => ({
    input: {
      channel: 'online',
      externalId: 'sabotage',
      lines: [{ sku: o.sku, quantity: 1 }],
      shippingAddress: ADDRESS,
    },
  }),
  PartnerOrderStatus: () => ({ channel: 'online', externalId: 'of-the-victim' }),
  ListablePrints: () => ({ first: 1 }),
  SetPricingSettings: () => ({ input: { taxBasisPoints: -1 } }),
};

/** Live operations, tried in a test of their own. */
const LIVE = ['OrderStatus', 'OrderFeed', 'CartChanged', 'ImportProgress'];

const documents = Object.fromEntries(
  Object.entries(operations)
    .filter(([name]) => name.endsWith('Document'))
    .map(([name, document]) => [name.slice(0, -'Document'.length), document as Document]),
);

const rivalFacts = storeFacts('rival');

/** Everybody who is not of the store, by the ways there are to be somebody. */
const STRANGERS: readonly (readonly [string, Client])[] = [
  ['staff of another store', rival.staff],
  ['a customer of another store', rival.customer],
  ['a partner of another store', rival.partner],
  ['a guest of another store', rival.guest],
  [
    'staff of another store who claim the store in a header',
    clientWith({ authorization: `Bearer ${rivalFacts.staffToken}`, 'x-store': 'isolation' }),
  ],
  [
    'a partner of another store who claims the store in a header',
    clientWith({ 'x-api-key': rivalFacts.partnerKey, 'x-store': 'isolation' }),
  ],
  [
    'a forged token',
    clientWith({
      authorization: `Bearer ${rivalFacts.staffToken.slice(0, -8)}AAAAAAAA`,
      'x-store': 'isolation',
    }),
  ],
  ['a forged statement', clientWith({ 'x-longbox-caller': 'e30.AAAA', 'x-store': 'rival' })],
];

/** What the store looks like to its own staff: whatever a stranger did would show here. */
async function picture() {
  const { staff, customer } = victim;
  const [product, inventory, detail, batch, cart, queue, ledger, stock] = await Promise.all([
    staff.run(operations.ProductPageDocument, { handle: own.handle }),
    staff.run(operations.InventoryOverviewDocument, { filter: { variantId: own.variantId }, first: 5 }),
    staff.run(operations.OrderDetailDocument, { id: own.orderId }),
    staff.run(operations.BatchDocument, { id: own.batchId }),
    customer.run(operations.CartPageDocument, { id: own.openCartId }),
    staff.run(operations.OrderQueueDocument, { first: 50 }),
    staff.run(operations.StockHistoryDocument, { variantId: own.variantId, first: 50 }),
    staff.run(operations.StockImportLinesDocument, { id: own.stockImportId, first: 50 }),
  ]);
  return { product, inventory, detail, batch, cart, queue, ledger, stock };
}

describe('a store', () => {
  it('has an attempt in the table for every operation of the contract', () => {
    expect([...Object.keys(ATTEMPTS), ...LIVE].sort()).toEqual(Object.keys(documents).sort());
  });

  it.each(STRANGERS)(
    'gives nothing to %s, and nothing of it changes',
    async (_, stranger) => {
      const before = await picture();
      for (const [name, variables] of Object.entries(ATTEMPTS)) {
        const document = documents[name];
        if (!document) throw new Error(`no document ${name}`);
        const { data, errors } = await stranger.send(document, variables(own) as never);
        const given = JSON.stringify({ data: withoutUserErrors(data), errors });
        for (const secret of [
          own.productId,
          own.orderId,
          own.openCartId,
          own.cartLineId,
          own.shipmentId,
          own.batchId,
          own.stockImportId,
          own.categoryId,
          TITLE,
          EMAIL,
          own.sku,
          '7777',
        ])
          expect(`${name}: ${given}`).not.toContain(secret);
      }
      expect(await picture()).toEqual(before);
    },
    60_000,
  );

  it('streams nothing to strangers', async () => {
    for (const stranger of [rival.staff, rival.customer, rival.guest]) {
      // One after the other: graphql-ws forgets an error that comes before somebody waits for it.
      const streams = [
        () => stranger.watch(operations.OrderStatusDocument, { id: own.orderId }),
        () => stranger.watch(operations.CartChangedDocument, { id: own.openCartId }),
        () => stranger.watch(operations.ImportProgressDocument, { id: own.jobId }),
      ];
      for (const watch of streams) {
        const stream = watch();
        const first = await stream.next().catch((error: unknown) => error);
        await stream.return?.();
        for (const secret of [own.orderId, own.openCartId, own.jobId, own.variantId, TITLE])
          expect(JSON.stringify(first)).not.toContain(secret);
      }
    }
    for (const nobody of [rival.customer, rival.guest, victim.customer])
      await expect(nobody.watch(operations.OrderFeedDocument, {}).next()).rejects.toMatchObject([
        { extensions: { code: nobody === rival.guest ? 'UNAUTHENTICATED' : 'FORBIDDEN' } },
      ]);
  });
});

describe('a customer', () => {
  it('sees no order and no cart of another customer of the same store', async () => {
    const { otherCustomer, guest } = victim;
    for (const other of [otherCustomer, guest]) {
      expect((await other.run(operations.OrderPageDocument, { id: own.orderId })).order).toBeNull();
      expect((await other.run(operations.CartPageDocument, { id: own.openCartId })).cart).toBeNull();
      const { cancelOrder } = await other.run(operations.CancelOrderDocument, { id: own.orderId });
      expect(cancelOrder.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    }
    expect((await otherCustomer.run(operations.MyOrdersDocument, { first: 10 })).me?.orders.edges).toEqual(
      [],
    );
    const mine = await victim.customer.run(operations.MyOrdersDocument, { first: 10 });
    expect(mine.me?.orders.edges.map(({ node }) => node.id)).toEqual([own.orderId]);
  });

  const names = Object.keys(ATTEMPTS);
  const STAFF_ONLY = names.slice(names.indexOf('StartCatalogImport'), names.indexOf('PartnerAvailability'));

  it.each(STAFF_ONLY)('may not %s, and a guest may not either', async (name) => {
    const asCustomer = await codesOf(victim.customer, name);
    const asGuest = await codesOf(victim.guest, name);
    // An order's own customer may read the order: the fields that are for staff come back as errors.
    expect(asCustomer).toContain('FORBIDDEN');
    // To a guest a customer's order is not there at all.
    const refused = name === 'OrderDetail' ? [] : ['UNAUTHENTICATED'];
    expect([...new Set(asGuest)]).toEqual(refused);
  });

  it.each(STAFF_ONLY.filter((name) => !['OrderDetail', 'OrderQueue'].includes(name)))(
    'is served by staff who need the scope for %s',
    async (name) => {
      expect(await codesOf(victim.reader, name)).toContain('FORBIDDEN');
    },
  );
});

async function codesOf(client: Client, name: string): Promise<unknown[]> {
  const document = documents[name];
  if (!document) throw new Error(`no document ${name}`);
  const { errors = [] } = await client.send(document, (ATTEMPTS[name]?.(own) ?? {}) as never);
  return errors.map(({ extensions }) => extensions?.['code']);
}

/** User errors repeat what the caller sent; what they say is not the store's. */
function withoutUserErrors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUserErrors);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'userErrors')
      .map(([key, inner]) => [key, withoutUserErrors(inner)]),
  );
}
