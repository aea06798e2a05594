import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { parse, validate } from 'graphql';
import type { Gateway } from '../../gateway.ts';
import { startTestGateway } from '../../testing.fixtures.ts';
import type { Transport } from '../../transport/transport.ts';
import { createTestEdge, nobody, type TestEdge } from '../differential/edge.fixtures.ts';
import { createSample, type Sample } from '../differential/oracle.fixtures.ts';
import { randomOperation } from '../differential/operations.fixtures.ts';
import { randomOf } from '../differential/random.fixtures.ts';
import { TEST_COMPUTED, TEST_SUBGRAPHS } from '../differential/test-supergraph.fixtures.ts';
import type { Piece } from './outbox.ts';

const CASES = 300;
/**
 * Parts of them were missing once: what only one type’s field requires was wanted of every type; a fragment was looked for where the planner
 * has one of its types; a fetch was waited for that the planner names and has not. The last one is an operation that the planner does not come to an end with.
 */
const HARD_SEEDS = [353, 390, 672, 1232, 411];

let sample: Sample;
let edge: TestEdge;
let gateway: Gateway;
/** Holds the stock subgraph back until it is called. */
let release: () => void = () => undefined;
let held: Promise<void> = Promise.resolve();

beforeAll(async () => {
  sample = await createSample(TEST_SUBGRAPHS, TEST_COMPUTED);
  edge = await createTestEdge(sample.supergraphSdl, sample.transports);
  const { stock } = sample.transports;
  if (!stock) throw new Error('no stock');
  const slow: Transport = { ...stock, run: (request, scope) => held.then(() => stock.run(request, scope)) };
  gateway = await startTestGateway({
    supergraphSdl: sample.supergraphSdl,
    transports: { ...sample.transports, stock: slow },
  });
});
afterAll(() => gateway.stop());

function hold(): void {
  held = new Promise((resolve) => (release = resolve));
}

const QUERY = '{ books { id title ... @defer(label: "stock") { stock { count } } } }';

describe('@defer', () => {
  it.each([
    ['deferSpec=20220824', new Defer20220824Handler()],
    ['incrementalSpec=v0.2', new GraphQL17Alpha9Handler()],
  ])(
    'gives Apollo Client what is there at once, and the rest when it comes: %s',
    async (_, incrementalHandler) => {
      hold();
      const client = new ApolloClient({
        link: new HttpLink({ uri: gateway.url }),
        cache: new InMemoryCache(),
        // Apollo's types have the second one's stream of lists optional, and its own client does not.
        incrementalHandler: incrementalHandler as Defer20220824Handler,
      });
      const seen: unknown[] = [];
      await new Promise<void>((resolve, reject) => {
        client.watchQuery({ query: gql(QUERY), fetchPolicy: 'network-only' }).subscribe({
          next({ data, dataState }) {
            if (data === undefined) return;
            seen.push(JSON.parse(JSON.stringify(data)));
            if (dataState === 'complete') resolve();
            else release();
          },
          error: reject,
        });
      });
      client.stop();
      expect(JSON.stringify(seen[0])).not.toContain('count');
      expect(JSON.stringify(seen.at(-1))).toContain('count');
    },
  );

  it('is multipart/mixed, with where each part belongs', async () => {
    const response = await ask(QUERY, 'multipart/mixed; deferSpec=20220824, application/json');
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    const parts = partsOf(await response.text());
    expect(parts[0]).toMatchObject({ data: { books: [{ id: expect.any(String) }] }, hasNext: true });
    expect(parts[1]).toMatchObject({
      incremental: [{ label: 'stock', path: ['books', 0], data: { stock: { count: expect.any(Number) } } }],
      hasNext: false,
    });
  });

  it('promises parts by id, keeps the promises, and says so', async () => {
    const nested =
      '{ must { id ... @defer(label: "outer") { title stock { count } author { id ... @defer(label: "inner") { reviews { id } } } } } }';
    const response = await ask(nested, 'multipart/mixed; incrementalSpec=v0.2, application/json');
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; incrementalSpec=v0.2');
    const [first, ...later] = partsOf(await response.text());
    expect(first).toMatchObject({
      data: { must: { id: expect.any(String) } },
      pending: [{ id: '0', path: ['must'], label: 'outer' }],
      hasNext: true,
    });
    expect(later).toMatchObject([
      {
        pending: [{ id: '1', path: ['must', 'author'], label: 'inner' }],
        incremental: [{ id: '0', data: { title: expect.any(String) } }],
        completed: [{ id: '0' }],
        hasNext: true,
      },
      {
        incremental: [{ id: '1', data: { reviews: expect.any(Array) } }],
        completed: [{ id: '1' }],
        hasNext: false,
      },
    ]);
  });

  it('changes nothing for a client that takes one piece', async () => {
    const response = await ask(QUERY, 'application/json');
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toMatchObject({
      data: { books: [{ stock: { count: expect.any(Number) } }] },
    });
  });

  it('is not heard where its condition does not hold, and refuses wrong variables before anything is sent', async () => {
    const query = 'query ($on: Boolean!) { books { id ... @defer(if: $on) { stock { count } } } }';
    const accept = 'multipart/mixed; deferSpec=20220824, application/json';
    const whole = await ask(query, accept, { on: false });
    expect(await whole.json()).toMatchObject({ data: { books: [{ stock: { count: expect.any(Number) } }] } });
    const wrong = await ask(query, accept, {});
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { errors: [{}] }]);
  });

  it('adds up to the whole answer, for random operations', async () => {
    let inParts = 0;
    for (const seed of [...HARD_SEEDS, ...Array.from({ length: CASES }, (_, index) => index + 1)]) {
      const random = randomOf(seed);
      const { text, variables } = randomOperation(edge.executor.schema, random, {
        mutations: false,
        hazards: true,
      });
      const document = parse(
        text.replaceAll(/\.\.\.(?: on \w+)?(?= [{@])/g, (spread) =>
          random.chance(60) ? `${spread} @defer(label: "d${random.below(1e9)}")` : spread,
        ),
      );
      if (validate(edge.executor.schema, document).length > 0) continue;
      const reference = await sample.reference(parse(text), variables);
      if (reference.errors) continue;
      const operation = edge.executor.prepare(document, 'Q', { inParts: true });
      const { first, pending, later } = await edge.executor.deliver(operation, {
        variables,
        context: { scope: { caller: nobody } },
      });
      expect({ seed, text, errors: first.errors }).toEqual({ seed, text, errors: undefined });
      const answer = JSON.parse(JSON.stringify(first.data)) as unknown;
      const promised = new Set(pending?.map(({ id }) => id));
      for await (const part of later ?? []) {
        inParts += 1;
        for (const { id } of part.pending) promised.add(id);
        for (const piece of part.incremental) {
          expect(promised).toContain(piece.id);
          apply(answer, piece);
        }
        for (const id of part.completed) expect(promised.delete(id)).toBe(true);
      }
      expect([...promised]).toEqual([]);
      // Types may come that were not asked for: the planner adds them where everything else is deferred.
      expect({ seed, answer }).toMatchObject({ seed, answer: JSON.parse(JSON.stringify(reference.data)) });
    }
    expect(inParts).toBeGreaterThan(20);
  });
});

function partsOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('---')
    .map((part) => part.slice(part.indexOf('{')).trim())
    .filter((part) => part.startsWith('{'))
    .map((part) => JSON.parse(part) as Readonly<Record<string, unknown>>);
}

function ask(query: string, accept: string, variables = {}): Promise<Response> {
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query, variables }),
  });
}

function apply(answer: unknown, { path, data }: Piece): void {
  let place = answer as Record<string | number, unknown>;
  for (const step of path) place = place[step] as Record<string | number, unknown>;
  add(place, JSON.parse(JSON.stringify(data)) as Record<string, unknown>);
}

function add(target: Record<string | number, unknown>, source: object): void {
  for (const [key, value] of Object.entries(source)) {
    const there = target[key];
    if (typeof there === 'object' && there !== null && typeof value === 'object' && value !== null)
      add(there as Record<string, unknown>, value as object);
    else target[key] = value as unknown;
  }
}
