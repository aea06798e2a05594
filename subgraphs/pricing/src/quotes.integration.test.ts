import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { tablesWithoutRowSecurity } from '@longbox/postgres';
import { callerOf, storeOf } from '@longbox/testing';
import { openPricing, priceOf, setPrices, usd, type Pricing } from './pricing.fixtures.ts';

const other = storeOf('other', { currency: 'EUR' });

let pricing: Pricing;

beforeAll(async () => {
  pricing = await openPricing();
});

afterAll(() => pricing.close());

const TOTALS = `id currency lines { key quantity unitPrice { amount } total { amount } } discounts { title } subtotal { amount }
  discountTotal { amount } shippingTotal { amount } taxTotal { amount } total { amount } expiresAt`;
const QUOTE = `query ($input: QuoteInput!) { quote(input: $input) { ${TOTALS} } }`;
const CREATE = `mutation ($input: QuoteInput!) { createQuote(input: $input) { ${TOTALS} } }`;
const UPDATE = `mutation ($input: PricingSettingsInput!) { updatePricingSettings(input: $input) {
  settings { currency taxBasisPoints pricesIncludeTax shipping { amount } freeShippingFrom { amount } } userErrors { code field } } }`;
const SETTINGS =
  '{ pricingSettings { taxBasisPoints pricesIncludeTax shipping { amount currency } freeShippingFrom { amount } } }';

/** A store of its own, its staff, its order subgraph, and a variant that costs 10.00 there. */
async function open() {
  const store = storeOf('quotes');
  const staff = callerOf('staff', store);
  const { id } = pricing.variant(store);
  await setPrices(pricing, staff, [{ variantId: id, price: usd(1_000) }]);
  return { store, staff, order: callerOf('system', store, { subject: 'order' }), id };
}

const asked = (id: string, more: object = {}) => ({
  input: { channel: 'online', lines: [{ key: 'k', variantId: id, quantity: 3 }], ...more },
});

interface Totals {
  readonly id: string;
  readonly total: { readonly amount: number };
}

describe('quotes', () => {
  it('are for the order subgraph alone', async () => {
    const { staff, store, id } = await open();
    for (const kind of ['anonymous', 'customer', 'partner', 'staff'] as const) {
      const caller = kind === 'staff' ? staff : callerOf(kind, store);
      for (const document of [QUOTE, CREATE])
        await expect(pricing.ask(caller, document, asked(id))).rejects.toMatchObject({
          extensions: { code: 'FORBIDDEN' },
        });
    }
  });

  it('charge by the store’s prices and settings, and ship free from the threshold', async () => {
    const { staff, order, id } = await open();
    await pricing.ask(staff, UPDATE, {
      input: { taxBasisPoints: 1_000, shipping: usd(500), freeShippingFrom: usd(4_000) },
    });
    const { quote } = await pricing.ask<{ quote: unknown }>(order, QUOTE, asked(id));
    expect(quote).toEqual({
      id: expect.any(String),
      currency: 'USD',
      lines: [{ key: 'k', quantity: 3, unitPrice: { amount: 1_000 }, total: { amount: 3_000 } }],
      discounts: [],
      subtotal: { amount: 3_000 },
      discountTotal: { amount: 0 },
      shippingTotal: { amount: 500 },
      taxTotal: { amount: 350 },
      total: { amount: 3_850 },
      expiresAt: '2026-03-10T12:15:00.000Z',
    });
    const more = asked(id, { lines: [{ key: 'k', variantId: id, quantity: 4 }] });
    expect(await pricing.ask(order, QUOTE, more)).toMatchObject({
      quote: { shippingTotal: { amount: 0 }, taxTotal: { amount: 400 }, total: { amount: 4_400 } },
    });
    await pricing.ask(staff, UPDATE, { input: { pricesIncludeTax: true } });
    expect(await pricing.ask(order, QUOTE, more)).toMatchObject({
      quote: { taxTotal: { amount: 364 }, total: { amount: 4_000 } },
    });
  });

  it('say which lines cannot be bought, know no discount, and prefer the channel’s price', async () => {
    const { staff, order, id, store } = await open();
    await setPrices(pricing, staff, [{ variantId: id, channel: 'pos', price: usd(900) }]);
    const unpriced = pricing.variant(store);
    const lines = [
      { key: 'a', variantId: id, quantity: 1 },
      { key: 'b', variantId: unpriced.id, quantity: 2 },
      { key: 'c', variantId: newId(), quantity: 1 },
    ];
    const { quote } = await pricing.ask<{ quote: Totals }>(
      order,
      QUOTE,
      asked(id, { channel: 'pos', lines, discountCodes: ['FREE'], countryCode: 'DE' }),
    );
    expect(quote).toMatchObject({
      lines: [
        { key: 'a', unitPrice: { amount: 900 } },
        { key: 'b', unitPrice: null, total: null },
        { key: 'c', unitPrice: null, total: null },
      ],
      discounts: [],
      total: { amount: 900 },
    });
  });

  it.each([
    ['no lines', { lines: [] }],
    [
      '251 lines',
      {
        lines: Array.from({ length: 251 }, (_, i) => ({ key: String(i), variantId: newId(), quantity: 1 })),
      },
    ],
    ['no pieces', { lines: [{ key: 'k', variantId: newId(), quantity: 0 }] }],
    ['too many pieces', { lines: [{ key: 'k', variantId: newId(), quantity: 1_000 }] }],
    ['an id that is none', { lines: [{ key: 'k', variantId: 'x', quantity: 1 }] }],
    ['a channel that is none', { channel: '\u0000' }],
  ])('refuse %s', async (_, more) => {
    const { order, id } = await open();
    for (const document of [QUOTE, CREATE])
      await expect(pricing.ask(order, document, asked(id, more))).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
  });

  it('refuse what costs more than can be charged', async () => {
    const { staff, order, id } = await open();
    await setPrices(pricing, staff, [{ variantId: id, price: usd(1_000_000_000) }]);
    await expect(pricing.ask(order, CREATE, asked(id))).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('are kept as they were, whatever prices do, and read back by the order subgraph alone', async () => {
    const { staff, order, store, id } = await open();
    const { createQuote } = await pricing.ask<{ createQuote: Totals }>(order, CREATE, asked(id));
    await setPrices(pricing, staff, [{ variantId: id, price: usd(9_999) }]);
    const rewrite = (sql: string) =>
      pricing.database.transaction(store.id, (tx) => tx.query(sql, [createQuote.id]));
    await expect(rewrite('UPDATE quotes SET total_minor = 1 WHERE id = $1')).rejects.toThrow(
      /never rewritten/,
    );
    await expect(rewrite('DELETE FROM quotes WHERE id = $1')).rejects.toThrow(/never rewritten/);
    const READ = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Quote { ${TOTALS} } } }`;
    const r = [createQuote.id, newId(), 'x'].map((quote) => ({ __typename: 'Quote', id: quote }));
    expect(await pricing.ask(order, READ, { r })).toEqual({ _entities: [createQuote, null, null] });
    expect(await pricing.ask(staff, READ, { r })).toEqual({ _entities: [null, null, null] });
    expect(await pricing.ask(callerOf('system', other), READ, { r })).toEqual({
      _entities: [null, null, null],
    });
  });
});

describe('pricing settings', () => {
  it('charge nothing until they are set, and change only what is given', async () => {
    const { staff } = await open();
    expect(await pricing.ask(staff, SETTINGS)).toEqual({
      pricingSettings: {
        taxBasisPoints: 0,
        pricesIncludeTax: false,
        shipping: usd(0),
        freeShippingFrom: null,
      },
    });
    await pricing.ask(staff, UPDATE, { input: { shipping: usd(499), freeShippingFrom: usd(5_000) } });
    await pricing.ask(staff, UPDATE, { input: { taxBasisPoints: 700, pricesIncludeTax: true } });
    const set = {
      taxBasisPoints: 700,
      pricesIncludeTax: true,
      shipping: usd(499),
      freeShippingFrom: { amount: 5_000 },
    };
    expect(await pricing.ask(staff, SETTINGS)).toEqual({ pricingSettings: set });
    await pricing.ask(staff, UPDATE, { input: { freeShippingFrom: null } });
    expect(await pricing.ask(staff, SETTINGS)).toEqual({
      pricingSettings: { ...set, freeShippingFrom: null },
    });
  });

  it('keep both of two changes that are made at the same time', async () => {
    const { staff } = await open();
    const inputs = [{ taxBasisPoints: 700 }, { shipping: usd(499) }, { freeShippingFrom: usd(5_000) }];
    await Promise.all(inputs.map((input) => pricing.ask(staff, UPDATE, { input })));
    expect(await pricing.ask(staff, SETTINGS)).toMatchObject({
      pricingSettings: { taxBasisPoints: 700, shipping: usd(499), freeShippingFrom: { amount: 5_000 } },
    });
  });

  it.each([
    [{ taxBasisPoints: 10_001 }, 'INVALID', ['input', 'taxBasisPoints']],
    [{ taxBasisPoints: -1 }, 'INVALID', ['input', 'taxBasisPoints']],
    [{ shipping: usd(-1) }, 'INVALID', ['input', 'shipping', 'amount']],
    [{ shipping: { amount: 1, currency: 'EUR' } }, 'WRONG_CURRENCY', ['input', 'shipping', 'currency']],
    [{ freeShippingFrom: usd(1_000_000_001) }, 'INVALID', ['input', 'freeShippingFrom', 'amount']],
  ])('refuse %j and change nothing', async (input, code, field) => {
    const { staff } = await open();
    const before = await pricing.ask(staff, SETTINGS);
    expect(await pricing.ask(staff, UPDATE, { input })).toEqual({
      updatePricingSettings: { settings: null, userErrors: [{ code, field }] },
    });
    expect(await pricing.ask(staff, SETTINGS)).toEqual(before);
  });
});

describe('another store', () => {
  it('sees nothing, also when a statement names no store', async () => {
    const { staff, order, id } = await open();
    await pricing.ask(staff, UPDATE, { input: { shipping: usd(1) } });
    await pricing.ask(order, CREATE, asked(id));
    expect(await priceOf(pricing, callerOf('staff', { ...other, currency: 'USD' }), id)).toBeNull();
    const rows = (tenantId: string, table: string) =>
      pricing.database.read(tenantId, (connection) =>
        connection.query<unknown[]>(`SELECT 1 FROM ${table} LIMIT 1`),
      );
    for (const table of ['prices', 'price_changes', 'pricing_settings', 'quotes', 'known_variants']) {
      expect(await rows(other.id, table)).toEqual([]);
      expect(await rows(staff.store.id, table)).toHaveLength(1);
    }
    const foreign = pricing.database.transaction(other.id, (tx) =>
      tx.query('INSERT INTO pricing_settings VALUES ($1, 0, false, 0, NULL, now())', [newId()]),
    );
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('is kept apart on every table that names a store, but for those of the events', async () => {
    expect(await tablesWithoutRowSecurity(pricing.database)).toEqual(['outbox']);
  });
});
