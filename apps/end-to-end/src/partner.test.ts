import { describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { newId } from '@longbox/ids';
import { ADDRESS, accepted, eventually, putForSale, setPrice, usd, type ForSale } from './fixtures.ts';
import { clientsOf } from './stack.ts';

const { staff, partner, guest } = clientsOf('partner');
const rival = clientsOf('rival');

const submit = (
  input: Partial<operations.SubmitChannelOrderInput> & Pick<operations.SubmitChannelOrderInput, 'lines'>,
  by = partner,
) =>
  by.run(operations.PartnerSubmitOrderDocument, {
    input: { channel: 'market', externalId: newId(), shippingAddress: ADDRESS, ...input },
  });

const status = async (externalId: string, by = partner) =>
  (await by.run(operations.PartnerOrderStatusDocument, { channel: 'market', externalId })).orderByExternalId;

/** All of the feed, page by page. */
async function feed(updatedSince: string | null = null, pageSize = 2) {
  const nodes = [];
  for (let after: string | null = null; ;) {
    const { channelListings }: operations.PartnerFeedQuery = await partner.run(
      operations.PartnerFeedDocument,
      {
        channel: 'market',
        first: pageSize,
        after,
        updatedSince,
      },
    );
    nodes.push(...(channelListings?.edges ?? []).map(({ node }) => node));
    if (!channelListings?.pageInfo.hasNextPage) return nodes;
    after = channelListings.pageInfo.endCursor;
  }
}

const inFeed = async ({ sku }: ForSale, updatedSince: string | null = null) =>
  (await feed(updatedSince)).find(({ variant }) => variant.sku === sku);

describe('a partner', () => {
  it('reads page by page what it can sell, with stock and price, and later what has changed', async () => {
    const sales = [];
    for (const title of ['Feed A', 'Feed B', 'Feed C'])
      sales.push(await putForSale(staff, { title, onHand: 4, priceMinor: 1_500 }));
    const skus = sales.map(({ sku }) => sku);
    await eventually(
      'the listings to be in the feed',
      () => feed(),
      (all) =>
        skus.every((sku) => {
          const found = all.find(({ variant }) => variant.sku === sku);
          return found?.availability?.availableToSell === 4 && found.price?.price.amount === 1_500;
        }),
    );
    const all = await feed();
    expect(new Set(all.map(({ variant }) => variant.sku)).size).toBe(all.length);
    const times = all.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual([...times].sort());

    const [changed] = sales;
    if (!changed) throw new Error('nothing was put for sale');
    const before = (await inFeed(changed))?.updatedAt ?? '';
    await setPrice(staff, changed.variantId, 1_700);
    const after = await eventually(
      'the feed to tell the new price',
      () => inFeed(changed, before),
      // The price is pricing's own; that it is news, the catalog hears a moment later.
      (listing) => listing !== undefined && listing.updatedAt > before,
    );
    expect(after?.price?.price.amount).toBe(1_700);
    expect(await feed(new Date(Date.now() + 3_600_000).toISOString())).toEqual([]);
  });

  it('hears that something is not sold any more: nothing can be sold of it, and it costs nothing', async () => {
    const sale = await putForSale(staff, { title: 'Going', onHand: 3, priceMinor: 900 });
    await eventually(
      'it to be listed',
      () => inFeed(sale),
      (found) => found?.price?.price.amount === 900,
    );
    const since = (await inFeed(sale))?.updatedAt ?? '';
    await staff.run(operations.UpdateProductDocument, { id: sale.productId, input: { status: 'ARCHIVED' } });
    expect(await inFeed(sale)).toBeUndefined();
    expect(await inFeed(sale, since)).toMatchObject({ availability: { availableToSell: 0 }, price: null });
  });

  it('hands in an order that goes the way of every order, at the store’s price, and sees what becomes of it', async () => {
    const sale = await putForSale(staff, { title: 'Channel Box', onHand: 5, priceMinor: 2_000 });
    const externalId = `M-${newId()}`;
    const { submitChannelOrder } = await submit({ externalId, lines: [{ sku: sale.sku, quantity: 2 }] });
    const { order } = accepted(submitChannelOrder);
    expect(order).toMatchObject({ status: 'PENDING', externalId });
    const confirmed = await eventually(
      'the order to be confirmed',
      () => status(externalId),
      (seen) => seen?.status === 'CONFIRMED',
    );
    expect(confirmed).toMatchObject({
      id: order?.id,
      number: order?.number,
      fulfillmentStatus: 'UNFULFILLED',
      shipments: [],
    });
    const detail = (await staff.run(operations.OrderDetailDocument, { id: order?.id ?? '' })).order;
    expect(detail).toMatchObject({ source: 'market', lines: [{ quantity: 2, sku: sale.sku }] });
    const { productVariantsBySku } = await partner.run(operations.PartnerAvailabilityDocument, {
      skus: [sale.sku],
      channel: 'market',
    });
    expect(productVariantsBySku[0]?.availability?.availableToSell).toBe(3);
  });

  it('makes one order of one externalId, however often and at once it is handed in', async () => {
    const sale = await putForSale(staff, { title: 'Once Box', onHand: 9, priceMinor: 500 });
    const externalId = newId();
    const lines = [{ sku: sale.sku, quantity: 1 }];
    const together = await Promise.all([1, 2, 3, 4, 5].map(() => submit({ externalId, lines })));
    const ids = together.map(({ submitChannelOrder }) => accepted(submitChannelOrder).order?.id);
    expect(new Set(ids).size).toBe(1);
    const again = accepted((await submit({ externalId, lines })).submitChannelOrder).order;
    expect(again?.id).toBe(ids[0]);
    const other = (await submit({ externalId, lines: [{ sku: sale.sku, quantity: 2 }] })).submitChannelOrder;
    expect(other).toMatchObject({
      order: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'externalId'] }],
    });
    const onAnother = accepted(
      (await submit({ externalId, lines, channel: 'online' })).submitChannelOrder,
    ).order;
    expect(onAnother?.id).not.toBe(ids[0]);
  });

  it('is told what it can put right', async () => {
    const sale = await putForSale(staff, { title: 'Wrong Box', onHand: 1, priceMinor: 500 });
    const errorOf = async (input: Parameters<typeof submit>[0]) => {
      const { order, userErrors } = (await submit(input)).submitChannelOrder;
      return [order, userErrors[0]?.code];
    };
    const one = [{ sku: sale.sku, quantity: 1 }];
    expect(await errorOf({ lines: [{ sku: sale.sku, quantity: 2 }] })).toEqual([null, 'INSUFFICIENT_STOCK']);
    expect(await errorOf({ lines: [{ sku: 'NONE', quantity: 1 }] })).toEqual([null, 'NOT_FOUND']);
    expect(await errorOf({ lines: [] })).toEqual([null, 'REQUIRED']);
    expect(await errorOf({ lines: one, externalId: ' ' })).toEqual([null, 'INVALID']);
    expect(await errorOf({ lines: one, externalId: 'x'.repeat(101) })).toEqual([null, 'INVALID']);
    expect(await errorOf({ lines: one, expectedTotal: usd(1) })).toEqual([null, 'PRICE_CHANGED']);
    expect(await errorOf({ lines: one, expectedTotal: { amount: 500, currency: 'EUR' } })).toEqual([
      null,
      'WRONG_CURRENCY',
    ]);
  });

  it('sees and sells on its own channels and in its own store only', async () => {
    const sale = await putForSale(staff, { title: 'Own Box', onHand: 2, priceMinor: 500 });
    const lines = [{ sku: sale.sku, quantity: 1 }];
    const externalId = newId();
    accepted((await submit({ externalId, lines })).submitChannelOrder);
    expect(await status(externalId, rival.partner)).toBeNull();
    expect((await submit({ lines }, rival.partner)).submitChannelOrder.order).toBeNull();

    const other = { channel: 'elsewhere' };
    const codes = async (sent: Promise<{ errors?: readonly { extensions?: Record<string, unknown> }[] }>) =>
      (await sent).errors?.map(({ extensions }) => extensions?.['code']);
    const input = { ...other, externalId, lines, shippingAddress: ADDRESS };
    expect(await codes(partner.send(operations.PartnerFeedDocument, { ...other, first: 1 }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(
      await codes(partner.send(operations.PartnerOrderStatusDocument, { ...other, externalId })),
    ).toEqual(['FORBIDDEN']);
    expect(await codes(partner.send(operations.PartnerSubmitOrderDocument, { input }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(
      await codes(partner.send(operations.PartnerAvailabilityDocument, { ...other, skus: [sale.sku] })),
    ).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await codes(guest.send(operations.PartnerSubmitOrderDocument, { input }))).toEqual([
      'UNAUTHENTICATED',
    ]);
  });
});
