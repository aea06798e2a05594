import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { waitFor, type ReceivedSpan } from '@longbox/testing';
import { pino } from 'pino';
import type { Gateway } from '../gateway.ts';
import { composed, startTestGateway } from '../testing.fixtures.ts';
import { tellTraces, type ToldTraces } from '../told-traces.fixtures.ts';
import { httpTransport } from './http.ts';
import { inProcessTransport } from './in-process.ts';
import {
  LIVE_SDL,
  SECRET,
  liveSubgraph,
  startSubgraphProcess,
  type LiveName,
} from './live-subgraphs.fixtures.ts';
import type { Transport } from './transport.ts';

const CLIENTS_SPAN = '00f067aa0ba902b7';
const NAMES: readonly LiveName[] = ['order', 'pricing'];

let traces: ToldTraces;

beforeAll(async () => {
  traces = await tellTraces();
});
afterAll(() => traces.stop());

/** Streams the item to a client that is in a trace, until it was told of two events. */
async function watchTwice(gateway: Gateway, traceId: string, flags = '01'): Promise<void> {
  const send = (query: string, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
  const leaves = new AbortController();
  const stream = await send(
    'subscription Watch { changed { touched price } }',
    { accept: 'text/event-stream', traceparent: `00-${traceId}-${CLIENTS_SPAN}-${flags}` },
    leaves.signal,
  );
  let heard = '';
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  const events = () => heard.match(/"price":7/g)?.length ?? 0;
  await waitFor(() => events() === 1, { what: 'the first event' });
  expect((await send('mutation { touch }')).status).toBe(200);
  await waitFor(() => events() === 2, { what: 'the second event' });
  leaves.abort();
  await reading;
}

/** The trace as a tree: of each span the process, its name, and what is under it. */
function treeOf(spans: readonly ReceivedSpan[], parent: string): readonly string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .flatMap(({ service, name, spanId }) => [
      `${String(service)}: ${name}`,
      ...treeOf(spans, spanId).map((line) => `  ${line}`),
    ]);
}

const newTraceId = () => newId().replaceAll('-', '');

describe.each([
  { where: 'in the gateway’s process', order: 'gateway', pricing: 'gateway' },
  { where: 'in processes of their own', order: 'order', pricing: 'pricing' },
])('the trace of a live operation over subgraphs $where', ({ order, pricing }) => {
  const ends: (() => Promise<void>)[] = [];
  let gateway: Gateway;

  async function transportTo(name: LiveName): Promise<Transport> {
    if (order === 'gateway') return inProcessTransport(liveSubgraph(name), pino({ level: 'silent' }));
    const { url, stop } = await startSubgraphProcess(name);
    ends.push(stop);
    return httpTransport({ name, url, secret: SECRET });
  }

  beforeAll(async () => {
    const transports = await Promise.all(NAMES.map(async (name) => [name, await transportTo(name)] as const));
    gateway = await startTestGateway({
      supergraphSdl: composed(LIVE_SDL),
      transports: Object.fromEntries(transports),
    });
    ends.push(() => gateway.stop());
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  it('holds its beginning at the owner and each event, there and where it is filled in', async () => {
    const traceId = newTraceId();
    await watchTwice(gateway, traceId);
    const filledIn = [
      '    gateway: event Watch',
      '      gateway: fetch pricing',
      `        ${pricing}: pricing Watch__pricing__1`,
    ];
    const expected = [
      'gateway: POST /graphql',
      '  gateway: sse subscription',
      ...filledIn,
      ...filledIn,
      '    gateway: subscribe order',
      `      ${order}: order Watch__order__0`,
      `        ${order}: event Watch__order__0`,
      `        ${order}: event Watch__order__0`,
    ];
    // Whether it had to be planned is not the matter here.
    const told = () =>
      treeOf(
        traces.collector.spans.filter((span) => span.traceId === traceId && span.name !== 'plan'),
        CLIENTS_SPAN,
      );
    await waitFor(() => told().length >= expected.length, { what: 'the spans to be told' });
    expect(told()).toEqual(expected);
  });

  it('is recorded nowhere where the client says that its trace is not', async () => {
    const [left, recorded] = [newTraceId(), newTraceId()];
    await watchTwice(gateway, left, '00');
    await watchTwice(gateway, recorded);
    for (const service of new Set(['gateway', order, pricing]))
      await waitFor(
        () => traces.collector.spans.some((span) => span.traceId === recorded && span.service === service),
        {
          what: `the later trace to be told by ${service}`,
        },
      );
    expect(traces.collector.spans.filter(({ traceId }) => traceId === left)).toEqual([]);
  });
});
