import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operations } from '@longbox/client';
import { newId } from '@longbox/ids';
import { startCollector, waitFor, type Collector, type ReceivedSpan } from '@longbox/testing';
import { print } from 'graphql';
import { WebSocket } from 'ws';
import { openStartedStore, type StartedStore } from './started-store.fixtures.ts';
import { KEY_OF_NOBODY, SECRETS, TOKEN_OF_ANOTHER, sayInWrongPlaces } from './secrets.fixtures.ts';
import { buy, reached, sell, ship } from './whole-store.fixtures.ts';

/** The test provider does not answer for it. */
const SILENT_CARD = '4000000000000044';
const CORRELATION_ID = 'checkout-of-the-test';

let collector: Collector;
let store: StartedStore;
let orderId: string;
let metrics: string;
const earlier = { ...process.env };

beforeAll(async () => {
  collector = await startCollector();
  // OpenTelemetry's SDK reads its variables itself.
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = collector.url;
  process.env['OTEL_BSP_SCHEDULE_DELAY'] = '100';
  // Long enough for a payment on a busy machine, and not too long to wait for.
  process.env['ORDER_PAYMENT_TIMEOUT_SECONDS'] = '3';
  process.env['ORDER_PROVIDER_ANSWER_SECONDS'] = '2';
  // Pricing is asked over HTTP, by the gateway and by its peers.
  store = await openStartedStore({ elsewhere: ['pricing'] });
  const { variantIds } = await sell(store, 'Traced', 1);
  const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
  const { createCart } = await store.guest.run(operations.CreateCartDocument, { input: { lines } });
  orderId = await checkout(createCart.cart?.id ?? '');
  await reached(store, orderId, 'CONFIRMED');
  await ship(store, orderId);
  await reached(store, orderId, 'FULFILLED');
  await fetch(`${store.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': store.partnerKey },
    body: JSON.stringify({ query: '{ games { id } }' }),
  });
  await sayInWrongPlaces(store, createCart.cart?.id ?? '');
  metrics = await store.metrics();
  // A span is told when it is over, the payment after the step that it leads to.
  const last = ['saga CaptureSucceeded', 'payment CAPTURE'];
  const isWhole = () => last.every((name) => names(ofTheCheckout()).includes(name)) && loose().length === 1;
  await waitFor(isWhole, { what: 'the whole trace to be told', timeoutMs: 20_000 });
}, 60_000);

afterAll(async () => {
  await store.drop();
  await collector.stop();
  process.env = earlier;
}, 30_000);

/** Sends the checkout as a shopper's browser does; gives the order's id. */
async function checkout(cartId: string): Promise<string> {
  const address = { name: SECRETS.name, line1: SECRETS.street, city: SECRETS.city };
  const input = {
    cartId,
    idempotencyKey: newId(),
    email: SECRETS.email,
    shippingAddress: { ...address, postalCode: '10115', countryCode: 'DE' },
    payment: { token: SECRETS.card },
  };
  const response = await fetch(`${store.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-correlation-id': CORRELATION_ID },
    body: JSON.stringify({ query: print(operations.CheckoutDocument), variables: { input } }),
  });
  expect(response.headers.get('x-correlation-id')).toBe(CORRELATION_ID);
  const { data } = (await response.json()) as { data: { checkout: { order: { id: string } | null } } };
  return data.checkout.order?.id ?? '';
}

function ofTheCheckout(): readonly ReceivedSpan[] {
  const request = collector.spans.find(
    ({ name, attributes }) =>
      name === 'POST /graphql' && attributes['longbox.correlation_id'] === CORRELATION_ID,
  );
  return collector.spans.filter(({ traceId }) => traceId === request?.traceId);
}

/** Spans of the checkout that are under none of it. */
function loose(): readonly ReceivedSpan[] {
  const spans = ofTheCheckout();
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId));
}

const names = (spans: readonly ReceivedSpan[]) => [...new Set(spans.map(({ name }) => name))];

describe('the trace of one checkout', () => {
  it('holds the edge: the request, its plan and its fetches', () => {
    expect(names(ofTheCheckout())).toEqual(
      expect.arrayContaining(['POST /graphql', 'mutation Checkout', 'plan', 'fetch order']),
    );
  });

  it.each(['order', 'inventory', 'pricing', 'fulfillment'])(
    'holds the SQL of %s, without its values',
    (name) => {
      const statements = ofTheCheckout().filter(({ attributes }) => attributes['db.namespace'] === name);
      expect(statements.length).toBeGreaterThan(0);
      for (const { attributes } of statements)
        expect(attributes['db.query.text']).toEqual(expect.any(String));
    },
  );

  it('holds the operations of subgraphs: in the gateway’s process, and over HTTP', () => {
    const asked = new Set(ofTheCheckout().map(({ attributes }) => attributes['longbox.subgraph']));
    expect([...asked]).toEqual(expect.arrayContaining(['order', 'pricing']));
    expect(names(ofTheCheckout())).toContain('ask pricing');
  });

  it.each(['OrderPlaced', 'InventoryReserved', 'OrderConfirmed', 'FulfillmentOpened'])(
    'holds %s: told, published and handled',
    (type) => {
      expect(names(ofTheCheckout())).toEqual(expect.arrayContaining([`publish ${type}`, `process ${type}`]));
    },
  );

  it('holds the saga’s steps, those of the day it is shipped too', () => {
    expect(names(ofTheCheckout()).filter((name) => /^(saga|payment)/.test(name))).toEqual(
      expect.arrayContaining([
        'saga StockReserved',
        'payment AUTHORIZATION',
        'saga PaymentAuthorized',
        'saga ShipmentShipped',
        'payment CAPTURE',
        'saga CaptureSucceeded',
      ]),
    );
  });

  it('hangs together: every span but the first is under another one of the trace', () => {
    expect(names(loose())).toEqual(['POST /graphql']);
  });
});

describe('the trace of a live operation', () => {
  const TRACE = '5bf92f3577b34da6a3ce929d0e0e4736';
  const headers = () => ({
    authorization: `Bearer ${store.staffToken}`,
    traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
  });
  const payload = () => ({ query: print(operations.OrderStatusDocument), variables: { id: orderId } });
  const isTold = (beginning: string) => () => {
    const spans = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const begun = spans.find(({ name }) => name === beginning);
    const under = (parent: ReceivedSpan | undefined) =>
      spans.filter(({ parentSpanId }) => parent !== undefined && parentSpanId === parent.spanId);
    const owners = under(under(begun).find(({ name }) => name === 'subscribe order'));
    const isWhole =
      names(under(begun)).includes('event OrderStatus') &&
      names(owners).includes('order OrderStatus__order__0') &&
      names(under(owners[0])).includes('event OrderStatus__order__0');
    return isWhole && begun;
  };

  it('over a stream goes on from the client’s own: it begins, there and at the owner, and each event is filled in', async () => {
    const leaves = new AbortController();
    const stream = await fetch(`${store.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers() },
      body: JSON.stringify(payload()),
      signal: leaves.signal,
    });
    const begun = await waitFor(isTold('sse subscription'), { what: 'the stream to be told' });
    expect(begun.attributes['graphql.operation.name']).toBe('OrderStatus');
    expect(stream.status).toBe(200);
    leaves.abort();
  });

  it('over a socket too', async () => {
    const socket = new WebSocket(`${store.origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: headers(),
    });
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: payload() }));
    const begun = await waitFor(isTold('websocket subscription'), { what: 'the socket to be told' });
    expect(begun.parentSpanId).toBe('00f067aa0ba902b7');
    socket.close();
  });
});

describe('what else a collector is told', () => {
  it('a timer that ends a checkout, in the trace of that checkout', async () => {
    const { variantIds } = await sell(store, 'Unpaid', 1);
    const lines = variantIds.map((variantId) => ({ variantId, quantity: 1 }));
    await reached(store, await buy(store, lines, SILENT_CARD), 'CANCELLED');
    const timer = await waitFor(() => collector.spans.find(({ name }) => name.startsWith('timer ')), {
      what: 'the timer to be told',
    });
    const ofCheckout = collector.spans.filter(({ traceId }) => traceId === timer.traceId);
    expect(names(ofCheckout)).toEqual(expect.arrayContaining(['POST /graphql', 'mutation Checkout']));
  });

  it('work that is done for several requests at once, under one of them and linked to the others', async () => {
    const { variantIds } = await sell(store, 'Stocked', 1);
    const ask = (turn: number) =>
      fetch(`${store.origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${store.staffToken}` },
        body: JSON.stringify({
          // What is the same is done once; these are not.
          query: `query Stock${turn} { productVariant(id: "${variantIds[0]}") { inventoryItems { onHand } } }`,
        }),
      });
    const shared = await waitFor(
      async () => {
        await Promise.all(Array.from({ length: 20 }, (_, turn) => ask(turn)));
        return collector.spans.find(({ name }) => name === 'shared work');
      },
      { what: 'work to be shared', everyMs: 100 },
    );
    const requests = collector.spans.filter(({ name }) => name === 'POST /graphql');
    const traces = new Set(requests.map(({ traceId }) => traceId));
    expect(shared.attributes['longbox.shared_by']).toBe(shared.links.length + 1);
    expect([shared, ...shared.links].filter(({ traceId }) => !traces.has(traceId))).toEqual([]);
  });

  it('a query over a socket', async () => {
    const socket = new WebSocket(`${store.origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send('{"id":"1","type":"subscribe","payload":{"query":"query Games { games { id } }"}}');
    const query = await waitFor(() => collector.spans.find(({ name }) => name === 'websocket query'), {
      what: 'the query to be told',
    });
    expect(query.attributes['graphql.operation.name']).toBe('Games');
    socket.close();
  });
});

describe('what is seen outside', () => {
  it('logs carry the trace, and the correlation id that the client was told', () => {
    const [{ traceId } = { traceId: '' }] = ofTheCheckout();
    const lines = store
      .logs()
      .split('\n')
      .filter((line) => line.includes(traceId));
    expect(lines.some((line) => line.includes(`"correlationId":"${CORRELATION_ID}"`))).toBe(true);
  });

  it.each(Object.entries(SECRETS))('no %s is in a trace, a log or a metric', (_, secret) => {
    for (const seen of [collector.bytes(), store.logs(), metrics]) {
      expect(seen.length).toBeGreaterThan(0);
      expect(seen).not.toContain(secret);
    }
  });

  it('nor a token or an API key', () => {
    const given = [
      store.staffToken,
      store.partnerKey,
      'sam.staff@example.com',
      TOKEN_OF_ANOTHER,
      KEY_OF_NOBODY,
    ];
    for (const seen of [collector.bytes(), store.logs(), metrics])
      for (const secret of given) expect(seen).not.toContain(secret);
  });
});
