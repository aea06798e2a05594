import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import type { Caller, Scope } from '@longbox/identity';
import { callerOf } from '@longbox/testing';
import { orderUnderTest, type OrderUnderTest } from './order.fixtures.ts';
import { openShop } from './shop.fixtures.ts';

let order: OrderUnderTest;
beforeAll(async () => {
  order = await orderUnderTest();
});
afterAll(() => order.stop());

interface Page {
  readonly orders: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: { readonly id: string; readonly number: string; readonly updatedAt: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const QUEUE = `query ($filter: OrderFilter, $sort: OrderSort, $first: Int!, $after: String) {
  orders(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    edges { cursor node {
      id number status paymentStatus fulfillmentStatus source placedAt updatedAt email total { amount currency }
      lines { quantity sku title variant { id } } timeline { type actor } payments { kind } returns { id lines { quantity } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const numbersOf = ({ orders }: Page) => orders.edges.map(({ node }) => node.number);

describe('the order queue', () => {
  it('pages without gap or double in every order, with the same number of statements for 2 and for 50 rows', async () => {
    const shop = openShop(order);
    const variants = [order.market.sell(700, 999), order.market.sell(300, 999)];
    for (let index = 0; index < 55; index += 1) {
      const variant = variants[index % 2];
      if (variant) await shop.place(variant, 1 + (index % 3));
    }
    for (const sort of ['PLACED_AT_DESC', 'PLACED_AT_ASC', 'UPDATED_AT_DESC', 'TOTAL_DESC']) {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: Page = await order.ask<Page>(shop.staff, QUEUE, { sort, first: 20, after });
        expect(page.orders.totalCount).toBe(55);
        seen.push(...numbersOf(page));
        after = page.orders.pageInfo.endCursor;
        more = page.orders.pageInfo.hasNextPage;
      }
      expect(new Set(seen).size).toBe(55);
      expect(seen).toHaveLength(55);
      const times = seen.map(Number);
      const rising = times.toSorted((a, b) => a - b);
      const expected: Record<string, number[]> = {
        PLACED_AT_ASC: rising,
        PLACED_AT_DESC: rising.toReversed(),
      };
      expect(times).toEqual(expected[sort] ?? times);
    }
    // An order that changes comes to the front of those by last change.
    const oldest = await order.ask<Page>(shop.staff, QUEUE, { sort: 'PLACED_AT_ASC', first: 1 });
    const [changed] = oldest.orders.edges;
    await shop.cancel(changed?.node.id ?? '', shop.staff);
    const last = await order.ask<Page>(shop.staff, QUEUE, { sort: 'UPDATED_AT_DESC', first: 55 });
    const changes = last.orders.edges.map(({ node }) => node.updatedAt);
    expect(last.orders.edges[0]?.node.id).toBe(changed?.node.id);
    expect(changes).toEqual(changes.toSorted().toReversed());
    const count = async (first: number) => {
      let statements = 0;
      const end = order.database.onStatement(() => (statements += 1));
      expect((await order.ask<Page>(shop.staff, QUEUE, { first })).orders.edges).toHaveLength(first);
      end();
      return statements;
    };
    const few = await count(2);
    expect(await count(50)).toBe(few);
    expect(few).toBeLessThanOrEqual(6);
  }, 60_000);

  it('filters by each field, and by all of them together', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const [first, second] = [
      await shop.place(variant, 1, { email: 'Ann@Example.com' }),
      await shop.place(variant, 2),
    ];
    await shop.cancel(second.id);
    const find = async (filter: object) =>
      numbersOf(await order.ask<Page>(shop.staff, QUEUE, { filter, first: 10 }));
    expect(await find({ status: ['CANCELLED', 'FULFILLED'] })).toEqual([second.number]);
    expect(await find({ status: [] })).toEqual([]);
    expect(await find({ paymentStatus: ['PENDING'] })).toEqual([first.number]);
    expect(await find({ fulfillmentStatus: ['UNFULFILLED'] })).toHaveLength(2);
    expect(await find({ email: 'ann@example.COM' })).toEqual([first.number]);
    expect(await find({ number: second.number, source: 'online' })).toEqual([second.number]);
    expect(await find({ source: 'ebay' })).toEqual([]);
    expect(await find({ placedFrom: '2020-01-01T00:00:00Z', placedBefore: '2020-01-02T00:00:00Z' })).toEqual(
      [],
    );
    expect(await find({ placedFrom: '2020-01-01T00:00:00Z', status: ['PENDING'] })).toEqual([first.number]);
  });

  it('refuses arguments out of their bounds', async () => {
    const shop = openShop(order);
    const cursor = Buffer.from(JSON.stringify(['yesterday', newId()])).toString('base64url');
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { first: 1, after: 'x' },
      { first: 1, after: cursor },
      { first: 1, filter: { email: '\u0000' } },
    ])
      await expect(order.ask(shop.staff, QUEUE, variables)).rejects.toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
      });
  });
});

describe('an order', () => {
  const staffWith = (caller: Caller, ...scopes: Scope[]): Caller => ({ ...caller, scopes });

  it('is seen by its owner, by whoever holds a guest’s id, and by those who work with orders; by no other store', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const own = await shop.place(variant, 1, {}, shop.customer);
    const guests = await shop.place(variant);
    const sees = async (by: Caller) => [
      (await shop.readOrder(own.id, by)) !== null,
      (await shop.readOrder(guests.id, by)) !== null,
    ];
    const partner = callerOf('partner', shop.store);
    expect(await sees(shop.guest)).toEqual([false, true]);
    expect(await sees(shop.customer)).toEqual([true, true]);
    expect(await sees({ ...shop.customer, subject: 'other' })).toEqual([false, true]);
    expect(await sees(staffWith(shop.staff, 'orders:read'))).toEqual([true, true]);
    expect(await sees(staffWith(shop.staff, 'fulfillment:read'))).toEqual([true, true]);
    expect(await sees(staffWith(shop.staff, 'catalog:write'))).toEqual([false, true]);
    expect(await sees(partner)).toEqual([false, false]);
    expect(await sees(staffWith(partner, 'orders:read'))).toEqual([true, true]);
    for (const kind of ['anonymous', 'customer', 'staff', 'system'] as const)
      expect(await sees(callerOf(kind, openShop(order).store))).toEqual([false, false]);
    expect(await shop.readOrder('x', shop.staff)).toBeNull();
  });

  it('is cancelled by its owner, a guest, or staff who may; and not by others', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const own = await shop.place(variant, 1, {}, shop.customer);
    for (const by of [shop.guest, { ...shop.customer, subject: 'other' }, openShop(order).staff])
      expect((await shop.cancel(own.id, by)).userErrors).toMatchObject([
        { code: 'NOT_FOUND', field: ['id'] },
      ]);
    await expect(shop.cancel(own.id, staffWith(shop.staff, 'orders:read'))).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await shop.cancel(own.id, shop.customer, 'a\u0000')).userErrors).toMatchObject([
      { code: 'INVALID', field: ['reason'] },
    ]);
    expect((await shop.readOrder(own.id, shop.customer))?.status).toBe('PENDING');
    expect(
      (await shop.cancel(own.id, staffWith(shop.staff, 'orders:read', 'orders:write'))).order?.status,
    ).toBe('CANCELLED');
  });

  it('keeps from shoppers what is for staff', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell());
    for (const field of ['notes', 'tags', 'externalId', 'payments { id }', 'timeline { actor }'])
      await expect(order.ask(shop.guest, `{ order(id: "${placed.id}") { ${field} } }`)).rejects.toMatchObject(
        {
          extensions: { code: 'UNAUTHENTICATED' },
        },
      );
  });

  it('is resolved by the gateway in batches, under the same rule of who sees it', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const own = await shop.place(variant, 1, {}, shop.customer);
    const guests = await shop.place(variant);
    const representations = [own, guests].flatMap(({ id, lines }) => [
      { __typename: 'Order', id },
      { __typename: 'OrderLine', id: lines[0]?.id },
    ]);
    const entities = async (by: Caller) => {
      let statements = 0;
      const end = order.database.onStatement(() => (statements += 1));
      const { entities: found } = await order.ask<{ entities: unknown[] }>(
        by,
        `query ($r: [_Any!]!) { entities: _entities(representations: $r) { ... on Order { number } ... on OrderLine { sku total { currency } } } }`,
        { r: representations },
      );
      end();
      return { found, statements };
    };
    const line = { sku: variant.sku, total: { currency: 'USD' } };
    const all = await entities(shop.staff);
    expect(all.found).toEqual([{ number: own.number }, line, { number: guests.number }, line]);
    expect(all.statements).toBe(3);
    expect((await entities(shop.guest)).found).toEqual([null, null, { number: guests.number }, line]);
  });
});

describe('a customer', () => {
  it('sees their own orders, newest first, and nobody else’s', async () => {
    const shop = openShop(order);
    const variant = order.market.sell();
    const [first, second] = [
      await shop.place(variant, 1, {}, shop.customer),
      await shop.place(variant, 1, {}, shop.customer),
    ];
    await shop.place(variant);
    const me = async (by: Caller) =>
      (
        await order.ask<{ me: unknown }>(
          by,
          '{ me { email orders(first: 5) { totalCount edges { node { id } } } } }',
        )
      ).me;
    expect(await me(shop.customer)).toEqual({
      email: shop.customer.email,
      orders: { totalCount: 2, edges: [{ node: { id: second.id } }, { node: { id: first.id } }] },
    });
    expect(await me({ ...shop.customer, subject: 'new' })).toMatchObject({ orders: { totalCount: 0 } });
    expect(await me(shop.staff)).toBeNull();
    await expect(me(shop.guest)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  });
});

describe('row-level security', () => {
  it('keeps every table to its store when the application’s filter is left out', async () => {
    const [shop, other] = [openShop(order), openShop(order)];
    await shop.place(order.market.sell(), 1, {}, shop.customer);
    const tables: { name: string }[] = await order.query(
      shop.store.id,
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const infrastructure = ['order_timers', 'outbox', 'payment_jobs'];
    const own = tables.map(({ name }) => name).filter((name) => !infrastructure.includes(name));
    expect(own.length).toBeGreaterThanOrEqual(13);
    for (const name of own) {
      const rows = await order.query<{ tenant_id: string }>(other.store.id, `SELECT tenant_id FROM ${name}`);
      expect([name, rows]).toEqual([name, []]);
      const mine = await order.query<{ tenant_id: string }>(
        shop.store.id,
        `SELECT DISTINCT tenant_id FROM ${name}`,
      );
      expect(mine.every(({ tenant_id }) => tenant_id === shop.store.id)).toBe(true);
    }
    await expect(
      order.query(other.store.id, 'INSERT INTO order_numbers VALUES ($1, 1)', [newId()]),
    ).rejects.toThrow('row-level security');
    expect(
      await order.query(other.store.id, 'UPDATE orders SET notes = $1 RETURNING id', ['stolen']),
    ).toEqual([[], 0]);
  });

  it('holds sums of money together in the table itself', async () => {
    const shop = openShop(order);
    const placed = await shop.place(order.market.sell());
    for (const change of [
      'total_minor = total_minor - 1',
      "status = 'CONFIRMED'",
      'captured_minor = -1',
      'captured_minor = total_minor + 1',
    ])
      await expect(
        order.query(shop.store.id, `UPDATE orders SET ${change} WHERE id = $1`, [placed.id]),
      ).rejects.toThrow('violates check constraint');
  });
});
