import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import { pino } from 'pino';
import type { EventLog, EventRecord } from '@longbox/events';
import type { Caller } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { openDatabase, type Database } from '@longbox/postgres';
import type { Peers, Subgraph } from '@longbox/subgraph';
import { callerOf, emptyDatabase, storeOf } from '@longbox/testing';
import { keepObservations } from './persistence/market-prices.ts';
import { createPricingSubgraph } from './subgraph.ts';

const store = storeOf('pricing');
const other = storeOf('other', { currency: 'EUR' });
const staff = callerOf('staff', store);
const shopper = callerOf('anonymous', store);
const order = callerOf('system', store);
let now = new Date('2026-03-10T12:00:00Z');

let subgraph: Subgraph;
let database: Database;
let drop: () => Promise<void>;
const published: EventRecord[] = [];

/** What the catalog would answer: every variant that was made here, of its store alone. */
const variants = new Map<string, Record<string, unknown>>();
const peers: Peers = {
  ask: (_, { variables, caller }) => {
    const own = [...variants.values()].filter((variant) => variant['store'] === caller.store.id);
    const asked = (variables['ids'] ?? variables['skus']) as string[];
    const found = own.filter(
      (variant) => asked.includes(String(variant['id'])) || asked.includes(String(variant['sku'])),
    );
    return Promise.resolve({ data: { variants: found } });
  },
};

const eventLog: EventLog = {
  publish: (records) => Promise.resolve(void published.push(...records)),
  subscribe: () => Promise.resolve({ stop: () => Promise.resolve() }),
  ping: () => Promise.resolve(true),
  close: () => Promise.resolve(),
};

beforeAll(async () => {
  const empty = await emptyDatabase('pricing');
  drop = empty.drop;
  subgraph = await createPricingSubgraph({
    databaseUrl: empty.url,
    eventLog,
    peers,
    logger: pino({ level: 'silent' }),
    clock: () => now,
  });
  database = await openDatabase({ name: 'pricing', url: empty.url });
});

afterAll(async () => {
  await database.close();
  await subgraph.stop();
  await drop();
});

function variant(overrides: Record<string, unknown> = {}, owner = store) {
  const id = newId();
  const product = {
    id: newId(),
    title: 'Card',
    status: 'ACTIVE',
    kind: 'CARD',
    print: null,
    ...(overrides['product'] as object),
  };
  variants.set(id, {
    id,
    sku: `SKU-${id.slice(-8)}`,
    title: 'Near Mint',
    condition: 'NM',
    finish: 'NORMAL',
    edition: 'UNLIMITED',
    language: 'EN',
    grade: null,
    weightGrams: 2,
    store: owner.id,
    ...overrides,
    product,
  });
  return { id, sku: String(variants.get(id)?.['sku']), productId: product.id };
}

async function ask<T = Record<string, never>>(
  caller: Caller,
  source: string,
  variableValues: object = {},
): Promise<T> {
  const { data, errors } = await graphql({
    schema: subgraph.schema,
    source,
    contextValue: subgraph.createContext(caller),
    variableValues: variableValues as Record<string, unknown>,
  });
  if (errors) throw errors[0] ?? new Error('an error without an error');
  return data as T;
}

interface Prices {
  setPrices: {
    prices: { price: { amount: number }; channel: string | null }[] | null;
    userErrors: { code: string; field: string[] }[];
  };
}

const SET = `mutation ($input: SetPricesInput!) { setPrices(input: $input) {
  prices { channel price { amount currency } compareAtPrice { amount } variant { id } } userErrors { code message field } } }`;
const set = (lines: object[], more: object = {}, caller = staff) =>
  ask<Prices>(caller, SET, { input: { lines, ...more } });
const usd = (amount: number) => ({ amount, currency: 'USD' });
const priceOf = async (id: string, channel = 'online', caller = shopper) => {
  const { _entities } = await ask<{ _entities: { price: { price: { amount: number } } | null }[] }>(
    caller,
    'query ($r: [_Any!]!, $c: String!) { _entities(representations: $r) { ... on ProductVariant { price(channel: $c) { price { amount } } } } }',
    { r: [{ __typename: 'ProductVariant', id }], c: channel },
  );
  return _entities[0]?.price?.price.amount ?? null;
};

describe('setPrices', () => {
  it('sets the base price and a channel’s own, which comes first', async () => {
    const { id, sku } = variant();
    const { setPrices } = await set([
      { variantId: id, price: usd(500), compareAtPrice: usd(800) },
      { sku, channel: 'pos', price: usd(450) },
    ]);
    expect(setPrices.userErrors).toEqual([]);
    expect(setPrices.prices?.map(({ channel, price }) => [channel, price.amount])).toEqual([
      [null, 500],
      ['pos', 450],
    ]);
    expect(await priceOf(id, 'online')).toBe(500);
    expect(await priceOf(id, 'pos')).toBe(450);
    expect(await priceOf(variant().id)).toBeNull();
  });

  it('tells what changed and nothing else, and keeps the history', async () => {
    const { id } = variant();
    const versions = async () =>
      database.read(store.id, (tx) =>
        tx.query<{ previous_minor: number | null; amount_minor: number }[]>(
          'SELECT previous_minor, c.amount_minor FROM price_changes c JOIN prices p ON p.id = price_id WHERE variant_id = $1 ORDER BY c.id',
          [id],
        ),
      );
    for (const amount of [100, 100, 200]) await set([{ variantId: id, price: usd(amount) }]);
    expect(await versions()).toEqual([
      { previous_minor: null, amount_minor: 100 },
      { previous_minor: 100, amount_minor: 200 },
    ]);
    const outbox = await database.systemTransaction((tx) =>
      tx.query<unknown[]>('SELECT 1 FROM outbox WHERE key = $1', [id]),
    );
    expect(outbox).toHaveLength(2);
  });

  it.each<[string, (v: { id: string }) => object, string, string]>([
    ['an unknown variant', () => ({ variantId: newId(), price: usd(1) }), 'NOT_FOUND', 'variantId'],
    ['a malformed id', () => ({ variantId: "' or 1=1", price: usd(1) }), 'NOT_FOUND', 'variantId'],
    ['an emoji SKU', () => ({ sku: '🃏', price: usd(1) }), 'NOT_FOUND', 'sku'],
    [
      'another store’s variant',
      () => ({ variantId: variant({}, other).id, price: usd(1) }),
      'NOT_FOUND',
      'variantId',
    ],
    ['no variant', () => ({ price: usd(1) }), 'REQUIRED', 'variantId'],
    ['nothing', (v) => ({ variantId: v.id, price: usd(0) }), 'INVALID', 'amount'],
    ['less than nothing', (v) => ({ variantId: v.id, price: usd(-5) }), 'INVALID', 'amount'],
    ['too much', (v) => ({ variantId: v.id, price: usd(1_000_000_001) }), 'INVALID', 'amount'],
    [
      'another currency',
      (v) => ({ variantId: v.id, price: { amount: 5, currency: 'EUR' } }),
      'WRONG_CURRENCY',
      'currency',
    ],
    [
      'a compare-at price below',
      (v) => ({ variantId: v.id, price: usd(5), compareAtPrice: usd(5) }),
      'INVALID',
      'amount',
    ],
    [
      'a channel that is none',
      (v) => ({ variantId: v.id, channel: 'On Line', price: usd(5) }),
      'INVALID',
      'channel',
    ],
  ])('refuses %s, and changes nothing of the other lines', async (_, line, code, field) => {
    const good = variant();
    const { setPrices } = await set([{ variantId: good.id, price: usd(700) }, line(variant())]);
    expect(setPrices.prices).toBeNull();
    expect(setPrices.userErrors[0]?.code).toBe(code);
    expect(setPrices.userErrors[0]?.field.slice(0, 3)).toEqual(['input', 'lines', '1']);
    expect(setPrices.userErrors[0]?.field.at(-1)).toBe(field);
    expect(await priceOf(good.id)).toBeNull();
  });

  it('refuses 1,001 lines, and one price named twice', async () => {
    const { id } = variant();
    const many = Array.from({ length: 1_001 }, () => ({ variantId: id, price: usd(1) }));
    expect((await set(many)).setPrices.userErrors[0]?.code).toBe('TOO_MANY');
    const twice = [
      { variantId: id, price: usd(1) },
      { variantId: id, price: usd(2) },
    ];
    expect((await set(twice)).setPrices.userErrors[0]).toMatchObject({
      code: 'INVALID',
      field: ['input', 'lines', '1', 'variantId'],
    });
  });

  it('does once what is sent again under one key, also at the same time, and refuses another input', async () => {
    const { id } = variant();
    const key = newId();
    const lines = [{ variantId: id, price: usd(321) }];
    const answers = await Promise.all(Array.from({ length: 5 }, () => set(lines, { idempotencyKey: key })));
    await set([{ variantId: id, price: usd(400) }]);
    const again = await set(lines, { idempotencyKey: key });
    for (const { setPrices } of [...answers, again]) expect(setPrices.prices?.[0]?.price.amount).toBe(321);
    expect(await priceOf(id)).toBe(400);
    const reused = await set([{ variantId: id, price: usd(1) }], { idempotencyKey: key });
    expect(reused.setPrices.userErrors[0]?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('is for those who may', async () => {
    await expect(set([], {}, shopper)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    await expect(set([], {}, callerOf('staff', store, { scopes: ['pricing:read'] }))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('takes as many statements for 2 lines as for 500', async () => {
    const count = async (size: number) => {
      const lines = Array.from({ length: size }, () => ({ variantId: variant().id, price: usd(100) }));
      // The directory has learnt them before the statements are counted.
      await set(lines);
      let statements = 0;
      const end = subgraph.onStatement(() => (statements += 1));
      await set(lines.map(({ variantId }) => ({ variantId, price: usd(200) })));
      end();
      return statements;
    };
    expect(await count(500)).toBe(await count(2));
  });
});

describe('prices of a page', () => {
  it('take one statement each for 2 and for 50 variants, whatever the channels', async () => {
    const count = async (size: number) => {
      const made = Array.from({ length: size }, () => variant());
      await set(made.map(({ id }) => ({ variantId: id, price: usd(100) })));
      let statements = 0;
      const end = subgraph.onStatement(() => (statements += 1));
      await ask(
        shopper,
        `query ($v: [_Any!]!, $p: [_Any!]!) {
          variants: _entities(representations: $v) { ... on ProductVariant { online: price { price { amount } } pos: price(channel: "pos") { price { amount } } marketPrice { trend } priceHistory { date } } }
          products: _entities(representations: $p) { ... on Product { priceFrom { amount } } } }`,
        {
          v: made.map(({ id }) => ({ __typename: 'ProductVariant', id })),
          p: made.map(({ productId }) => ({ __typename: 'Product', id: productId })),
        },
      );
      end();
      return statements;
    };
    expect(await count(2)).toBe(4);
    expect(await count(50)).toBe(4);
  });

  it('say the lowest price of a product’s variants', async () => {
    const product = { id: newId() };
    const [a, b, c] = [variant({ product }), variant({ product }), variant({ product })];
    await set([
      { variantId: a.id, price: usd(900) },
      { variantId: b.id, price: usd(700) },
      { variantId: b.id, channel: 'online', price: usd(950) },
      { variantId: c.id, price: usd(920) },
    ]);
    const { _entities } = await ask<{ _entities: unknown[] }>(
      shopper,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Product { priceFrom { amount currency } pos: priceFrom(channel: "pos") { amount } } } }',
      {
        r: [
          { __typename: 'Product', id: product.id },
          { __typename: 'Product', id: newId() },
        ],
      },
    );
    expect(_entities).toEqual([
      { priceFrom: usd(900), pos: { amount: 700 } },
      { priceFrom: null, pos: null },
    ]);
  });
});

describe('quotes', () => {
  const QUOTE = `query ($input: QuoteInput!) { quote(input: $input) { id currency lines { key unitPrice { amount } total { amount } }
    subtotal { amount } shippingTotal { amount } taxTotal { amount } total { amount } expiresAt } }`;
  const asked = (id: string) => ({
    input: { channel: 'online', lines: [{ key: 'k', variantId: id, quantity: 3 }] },
  });

  it('are for the order subgraph alone', async () => {
    await expect(ask(staff, QUOTE, asked(newId()))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('charge by the store’s prices and settings', async () => {
    const { id } = variant();
    await set([{ variantId: id, price: usd(1_000) }]);
    const UPDATE =
      'mutation ($input: PricingSettingsInput!) { updatePricingSettings(input: $input) { settings { taxBasisPoints } userErrors { code field } } }';
    await ask(staff, UPDATE, {
      input: { taxBasisPoints: 1_000, shipping: usd(500), freeShippingFrom: usd(10_000) },
    });
    const { quote } = await ask<{ quote: unknown }>(order, QUOTE, asked(id));
    expect(quote).toMatchObject({
      lines: [{ key: 'k', unitPrice: { amount: 1_000 }, total: { amount: 3_000 } }],
      subtotal: { amount: 3_000 },
      shippingTotal: { amount: 500 },
      taxTotal: { amount: 350 },
      total: { amount: 3_850 },
      expiresAt: '2026-03-10T12:15:00.000Z',
    });
    const { updatePricingSettings: refused } = await ask<{ updatePricingSettings: unknown }>(staff, UPDATE, {
      input: { taxBasisPoints: 10_001 },
    });
    expect(refused).toEqual({
      settings: null,
      userErrors: [{ code: 'INVALID', field: ['input', 'taxBasisPoints'] }],
    });
  });

  it('that are kept are never rewritten', async () => {
    const { id } = variant();
    await set([{ variantId: id, price: usd(1_000) }]);
    const { createQuote } = await ask<{ createQuote: { id: string } }>(
      order,
      'mutation ($input: QuoteInput!) { createQuote(input: $input) { id } }',
      asked(id),
    );
    const change = database.transaction(store.id, (tx) =>
      tx.query('UPDATE quotes SET total_minor = 1 WHERE id = $1', [createQuote.id]),
    );
    await expect(change).rejects.toThrow(/never rewritten/);
  });
});

describe('what the market says', () => {
  it('is the newest observation of the printing and finish, with its trend and history', async () => {
    const printId = newId();
    const foil = variant({
      finish: 'FOIL',
      product: {
        print: {
          id: printId,
          rarity: null,
          set: { code: 'X', game: { code: 'MTG' } },
          card: { game: { code: 'MTG' } },
        },
      },
    });
    await set([{ variantId: foil.id, price: usd(1) }]);
    const observe = (day: string, marketMinor: number) =>
      database.systemTransaction((tx) =>
        keepObservations(tx, {
          source: 'feed',
          observedAt: new Date(`${day}T06:00:00Z`),
          prices: [{ printId, finish: 'FOIL', currency: 'USD', marketMinor, lowMinor: null }],
        }),
      );
    await observe('2026-03-01', 1_000);
    await observe('2026-03-10', 1_500);
    await observe('2026-03-10', 1_500);
    now = new Date('2026-03-10T12:00:00Z');
    const { _entities } = await ask<{ _entities: unknown[] }>(
      shopper,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ProductVariant { marketPrice { market { amount } low { amount } trend asOf } priceHistory(days: 5) { date market { amount } } } } }',
      { r: [{ __typename: 'ProductVariant', id: foil.id }] },
    );
    expect(_entities[0]).toEqual({
      marketPrice: { market: { amount: 1_500 }, low: null, trend: 'UP', asOf: '2026-03-10T06:00:00.000Z' },
      priceHistory: [{ date: '2026-03-10', market: { amount: 1_500 } }],
    });
  });
});

describe('another store', () => {
  it('sees no price, and none is seen when the query names no store', async () => {
    const { id } = variant();
    await set([{ variantId: id, price: usd(5) }]);
    expect(await priceOf(id, 'online', callerOf('staff', other))).toBeNull();
    const seen = await database.read(other.id, (tx) => tx.query<unknown[]>('SELECT 1 FROM prices'));
    expect(seen).toEqual([]);
  });
});
