import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { waitFor } from '@longbox/testing';
import { createSample } from '../executor/differential/oracle.fixtures.ts';
import type { Gateway } from '../gateway.ts';
import { startTestGateway } from '../testing.fixtures.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@listSize"])
  type Query { hello(names: [String!], deep: Deep): String me: Person people(first: Int! = 10): [Person!] @listSize(slicingArguments: ["first"]) }
  type Mutation { change(names: [String!]): String }
  input Deep { deep: Deep list: [Int!] }
  type Person { name: String friend: Person friends(first: Int! = 10): [Person!] @listSize(slicingArguments: ["first"]) }`;

let gateway: Gateway;
let port: number;

beforeAll(async () => {
  const { supergraphSdl, transports } = await createSample({ only: SDL });
  gateway = await startTestGateway({
    supergraphSdl,
    transports,
    spending: { perMinute: { anonymous: 600_000, customer: 0, partner: 0, staff: 0, system: 0 } },
  });
  port = Number(new URL(gateway.url).port);
});
afterAll(() => gateway.stop());

const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const query = (text: string, variables?: unknown) => JSON.stringify({ query: text, variables });
const nested = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);

const DOCUMENTS: readonly (readonly [string, string])[] = [
  ['deep', query(`{ ${nested(50, 'me { friend { ', 'name', ' } }')} }`)],
  ['so deep that it cannot be parsed', query(nested(1_900, '{ me', '', '}'))],
  ['wide', query(`{ ${many(1_500, () => 'hello')} }`)],
  ['the same field asked for often, deeper down', query(`{ me { ${many(60, () => 'friend { name }')} } }`)],
  ['an alias a thousand times', query(`{ me { ${many(1_000, (index) => `a${index}: name`)} } }`)],
  ['many things at the root', query(`{ ${many(31, (index) => `a${index}: hello`)} }`)],
  ['too many tokens', query(`{ hello ${many(5_000, () => '#\n ,')} ${many(4_000, () => 'hello')} }`)],
  ['too long a text', query(`{ hello ${' '.repeat(70_000)} }`)],
  [
    'fragments in a circle',
    query(
      '{ me { ...A } } fragment A on Person { friend { ...B } } fragment B on Person { friend { ...A } }',
    ),
  ],
  ['a fragment in itself', query('{ me { ...A } } fragment A on Person { friend { ...A } }')],
  [
    'fragments that double, thirty times',
    query(
      `{ me { ...F0 } } ${many(30, (index) => `fragment F${index} on Person { a: friend { ...F${index + 1} } b: friend { ...F${index + 1} } }`)} fragment F30 on Person { name }`,
    ),
  ],
  ['directives without end', query(`{ hello ${many(200, () => '@include(if: true)')} }`)],
  ['a list of thousands', query(`{ hello(names: [${many(1_500, () => '"a"')}]) }`)],
  ['deep arguments', query(`{ hello(deep: ${nested(40, '{ deep: ', '{}', ' }')}) }`)],
  [
    'huge variables',
    query('query A($a: [String!]) { hello(names: $a) }', { a: Array.from({ length: 40_000 }, () => 'a') }),
  ],
  [
    'deep variables',
    `{"query":"query A($a: Deep) { hello(deep: $a) }","variables":{"a":${nested(200_000, '[', '', ']')}}}`,
  ],
  [
    'pages of pages of pages',
    query('{ people(first: 100) { friends(first: 100) { friends(first: 100) { name } } } }'),
  ],
  [
    'pages by variables',
    query('query A($n: Int!) { people(first: $n) { friends(first: $n) { name } } }', { n: 100_000 }),
  ],
  ['a batch', `[${many(500, () => `${query('{ hello }')},`).slice(0, -1)}]`],
  ['a name twice', '{"query":"{ hello }","query":"{ people { name } }"}'],
  ['a name twice, once in disguise', '{"query":"{ hello }","qu\\u0065ry":"{ people { name } }"}'],
  ['a name twice, further down', '{"query":"{ hello }","variables":{"a":1,"a":2}}'],
  ['no JSON', '{"query":"{ hello }"'],
  ['no operation', '{}'],
  ['a number', '7'],
  ['the query as a list', '{"query":["{ hello }"]}'],
  ['the schema', query('{ __schema { types { name } } }')],
  ['entities', query('{ _entities(representations: []) { __typename } }')],
];

describe('hostile requests', () => {
  it.each(DOCUMENTS)('%s: refused with 4xx and a code, within half a second', async (_, body) => {
    const begin = performance.now();
    const response = await post(body);
    const text = await response.text();
    expect([400, 413]).toContain(response.status);
    const { errors, data } = JSON.parse(text) as {
      errors: { extensions: { code: string } }[];
      data?: unknown;
    };
    expect(data ?? null).toBeNull();
    expect(['BAD_USER_INPUT', 'OPERATION_TOO_EXPENSIVE']).toContain(errors[0]?.extensions.code);
    expect(text).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
    // A second machine's worth of other tests may run beside it; what it takes alone is a few milliseconds.
    expect(performance.now() - begin).toBeLessThan(500);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])(
    'a body that says it is %j is refused, since any page may send it',
    async (type) => {
      const response = await post(query('{ hello }'), { 'content-type': type });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    },
  );

  it('a body larger than 1 MiB is refused without being kept', async () => {
    const response = await post(query('{ hello }', { a: 'x'.repeat(1_200_000) }));
    expect(response.status).toBe(413);
  });

  it('a body that is cut off holds nothing up, and others are answered meanwhile', async () => {
    const cut = await opened();
    cut.write(
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query":',
    );
    expect((await post(query('{ hello }'))).status).toBe(200);
    cut.destroy();
    expect((await post(query('{ hello }'))).status).toBe(200);
  });

  it('five hundred idle sockets do not keep others waiting', async () => {
    const idle = await Promise.all(Array.from({ length: 500 }, () => opened()));
    const begin = performance.now();
    expect((await post(query('{ hello }'))).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(500);
    for (const socket of idle) socket.destroy();
  });

  it('a flood of operations on one socket is refused one by one, and of nonsense closes it', async () => {
    const client = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
    const heard: { type: string; payload?: unknown }[] = [];
    let closed: number | undefined;
    client.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as (typeof heard)[number]));
    client.on('close', (code) => (closed = code));
    await new Promise((resolve) => client.once('open', resolve));
    client.send('{"type":"connection_init"}');
    await waitFor(() => heard.length === 1, { what: 'the acknowledgement' });
    const dear = '{ people(first: 100) { friends(first: 100) { friends(first: 100) { name } } } }';
    for (let index = 0; index < 40; index += 1)
      client.send(JSON.stringify({ id: `a${index}`, type: 'subscribe', payload: { query: dear } }));
    // Each is refused as an answer, which a `complete` without a payload may follow.
    const refusals = () => heard.flatMap(({ payload }) => (payload ? [JSON.stringify(payload)] : []));
    await waitFor(() => refusals().length >= 40, { what: 'a refusal of each' });
    const codes = refusals().map((text) => /OPERATION_TOO_EXPENSIVE|RATE_LIMITED/.exec(text)?.[0]);
    expect(codes).toHaveLength(40);
    expect(codes).not.toContain(undefined);
    client.send('{"id":"x","type":"subscribe","id":"y","payload":{"query":"{ hello }"}}');
    await waitFor(() => closed !== undefined, { what: 'the close' });
    expect(closed).toBe(4400);
  });

  it('who has spent their minute is told when to come again', async () => {
    const dear = query('query A { people(first: 100) { friends(first: 40) { name } } }');
    const answers: Response[] = [];
    for (let asked = 0; asked < 300 && answers.at(-1)?.status !== 429; asked += 1)
      answers.push(await post(dear));
    const last = answers.at(-1);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last?.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });
});

function opened(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}
