import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, operations } from '@longbox/client';
import { shippedManifests } from '@longbox/gateway/persisted';
import { waitFor } from '@longbox/testing';
import { openStartedStore, type StartedStore } from './started-store.fixtures.ts';
import { buy, reached, sell } from './whole-store.fixtures.ts';

const DASHBOARD = join(__dirname, '../../../infra/grafana/dashboards/longbox.json');

let store: StartedStore;
let before: string;
let afterPages: string;
let after: string;
let orderId: string;

const PAGES = 5;

beforeAll(async () => {
  store = await openStartedStore({ elsewhere: ['pricing'], environment: { LONGBOX_RATE_PARTNER: '1' } });
  const { handle, variantIds } = await sell(store, 'Counted', 2);
  before = await store.metrics();
  for (let page = 0; page < PAGES; page += 1)
    await byId('ProductPage', { handle }, { 'apollographql-client-name': 'storefront' });
  afterPages = await store.metrics();
  orderId = await buy(store, [{ variantId: variantIds[0] ?? '', quantity: 1 }]);
  await reached(store, orderId, 'CONFIRMED');
  await refusals();
  // The first one is let through, whatever it costs.
  for (const skus of [['A'], ['B']])
    await byId('PartnerAvailability', { skus, channel: 'online' }, { 'x-api-key': store.partnerKey });
  after = await store.metrics();
}, 60_000);

afterAll(() => store.drop(), 30_000);

/** Requests that are refused, each for another reason. */
async function refusals(): Promise<void> {
  const made = connect(`${store.origin}/graphql`, {
    'apollographql-client-name': 'a-name-of-its-own',
  });
  await made.send('query MadeUp { nothingOfThisName }');
  await made.send('query MadeUpToo { orders { totalCount } }');
  await connect(`${store.origin}/graphql`, { authorization: 'Bearer nonsense' }).send('{ games { id } }');
  const dear = Array.from(
    { length: 29 },
    (_, at) => `p${at}: products(first: 100) { edges { node { variants { id } } } }`,
  );
  await made.send(`{ ${dear.join(' ')} }`);
}

/** Sends what ships by its id, as apps do. */
async function byId(
  operation: string,
  variables: object,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { apps, partner } = shippedManifests();
  const shipped = [...apps, partner].flatMap(({ operations: all }) => all);
  const documentId = shipped.find(({ name }) => name === operation)?.id;
  await fetch(`${store.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ documentId, variables }),
  });
}

/** The value of a series, the sum of those whose labels hold these; 0 where there is none. */
function valueOf(text: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .filter((line) => Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

const grown = (name: string, labels?: Readonly<Record<string, string>>) =>
  valueOf(after, name, labels) - valueOf(before, name, labels);

describe('/metrics', () => {
  it('counts operations and how long they took, by name and client', () => {
    const labels = { operation: 'ProductPage', client: 'storefront' };
    expect(grown('longbox_operation_seconds_count', labels)).toBe(PAGES);
    expect(grown('longbox_operation_seconds_bucket', { ...labels, le: '+Inf' })).toBe(PAGES);
    expect(grown('longbox_operation_seconds_sum', labels)).toBeGreaterThan(0);
    expect(grown('longbox_operation_seconds_count', { operation: 'Checkout', client: 'other' })).toBe(1);
  });

  it('counts under other what is nobody’s it knows', () => {
    expect(after).not.toMatch(/MadeUp|a-name-of-its-own/);
    expect(grown('longbox_operation_seconds_count', { operation: 'other' })).toBe(3);
  });

  it('counts errors by code, also of what was refused before it was looked at', () => {
    expect(grown('longbox_operation_errors_total', { code: 'BAD_USER_INPUT' })).toBe(1);
    expect(grown('longbox_operation_errors_total', { code: 'OPERATION_TOO_EXPENSIVE' })).toBe(1);
    // One for a token that is none, one for a field that needs one.
    expect(grown('longbox_operation_errors_total', { code: 'UNAUTHENTICATED' })).toBe(2);
  });

  it('tells what operations were expected to cost, and what they came to', () => {
    const expected = grown('longbox_edge_cost_total', { kind: 'anonymous', outcome: 'admitted' });
    const actual = grown('longbox_edge_cost_actual_total', { kind: 'anonymous' });
    expect(actual).toBeGreaterThan(PAGES);
    expect(actual).toBeLessThan(expected);
    expect(grown('longbox_edge_operations_total', { outcome: 'too expensive' })).toBe(1);
  });

  it('tells whether plans were found', () => {
    expect(grown('longbox_plan_cache_lookups_total', { outcome: 'hit' })).toBeGreaterThan(PAGES);
    expect(valueOf(after, 'longbox_plan_cache_operations')).toBeGreaterThan(3);
  });

  it('finds what ships planned when it is asked for the first time', () => {
    const lookUps = (outcome: string) =>
      valueOf(afterPages, 'longbox_plan_cache_lookups_total', { outcome }) -
      valueOf(before, 'longbox_plan_cache_lookups_total', { outcome });
    expect([lookUps('hit'), lookUps('miss')]).toEqual([PAGES, 0]);
  });

  it('tells what came from the entity cache, by subgraph', () => {
    expect(
      grown('longbox_entity_cache_answers_total', { subgraph: 'pricing', outcome: 'hit' }),
    ).toBeGreaterThan(0);
  });

  it('tells of subgraphs elsewhere: requests, and whether they are asked', () => {
    expect(
      grown('longbox_subgraph_requests_total', { subgraph: 'pricing', outcome: 'answered' }),
    ).toBeGreaterThan(0);
    expect(after).toContain('longbox_subgraph_breaker_state{subgraph="pricing"} 0');
  });

  it('tells of events: handled, and how far behind each consumer is', async () => {
    expect(grown('longbox_events_handled_total', { consumer: 'inventory.orders' })).toBeGreaterThan(0);
    await waitFor(async () => valueOf(await store.metrics(), 'longbox_events_lag') === 0, {
      what: 'no consumer to be behind',
      timeoutMs: 15_000,
    });
    expect(after).toContain('longbox_events_lag{');
  });

  it('counts who has spent what they may', () => {
    const refused = { kind: 'partner', outcome: 'rate limited' };
    expect(grown('longbox_edge_operations_total', refused)).toBe(1);
    expect(grown('longbox_operation_errors_total', { client: 'partner', code: 'RATE_LIMITED' })).toBe(1);
  });

  it('tells of live subscriptions while they are open', async () => {
    const open = async () => valueOf(await store.metrics(), 'longbox_live_subscriptions');
    const watching = store.staff.watch(operations.OrderStatusDocument, { id: orderId });
    await watching.next();
    expect(await open()).toBe(1);
    await watching.return?.();
    await waitFor(async () => (await open()) === 0, { what: 'the subscription to be over' });
  });
});

describe('the dashboard', () => {
  interface Panel {
    readonly title: string;
    readonly type: string;
    readonly targets?: readonly { readonly expr: string }[];
  }
  const { panels } = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as { panels: readonly Panel[] };
  const queries = panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => [title, expr] as const),
  );

  it.each(queries)('%s: asks for metrics that there are', (_, expr) => {
    const asked = expr.match(/\b(?:longbox|process|nodejs)_[a-z0-9_]+/g) ?? [];
    expect(asked.length).toBeGreaterThan(0);
    const there = new Set(after.match(/^# TYPE \S+/gm)?.map((line) => line.slice('# TYPE '.length)));
    for (const name of asked) expect(there).toContain(name.replace(/_(bucket|count|sum)$/, ''));
  });

  it.each(queries)('%s: asks for labels that they have', (_, expr) => {
    const named = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(', '));
    const chosen = [...expr.matchAll(/(\w+)!?="/g)].map(([, label = '']) => label);
    // `instance` is what Prometheus calls who was asked.
    const labels = [...named, ...chosen].filter((label) => label !== 'instance');
    const asked = expr.match(/\blongbox_[a-z0-9_]+/g) ?? [];
    const wrong = asked.flatMap((name) => {
      const series = after.split('\n').filter((line) => line.startsWith(`${name}{`));
      return labels.filter(
        (label) => series.length > 0 && !series.some((line) => line.includes(`${label}="`)),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has a query in every panel', () => {
    const empty = panels.filter(({ type, targets }) => type !== 'row' && !targets?.length);
    expect(empty).toEqual([]);
  });
});
