import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';

const HEAD = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
  directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
  directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
  directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
  directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  scalar join__FieldSet
  scalar link__Import
  enum link__Purpose { SECURITY EXECUTION }
`;

/** A supergraph of one subgraph of another make, whose only type has these fields. */
const supergraph = (url: string, fields: readonly string[]) => `${HEAD}
  enum join__Graph { ONE @join__graph(name: "one", url: "${url}") }
  type Query @join__type(graph: ONE) { ${fields.map((field) => `${field}: Int`).join(' ')} }`;

const times = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => each(i)).join('\n');

/** Fifty subgraphs with eight types of ten fields each, of which every one goes on in the next subgraph. */
const largeSupergraph = (url: string) => `${HEAD}
  enum join__Graph { ${times(50, (s) => `S${s} @join__graph(name: "s${s}", url: "${url}")`)} }
  type Query ${times(50, (s) => `@join__type(graph: S${s})`)} {
    ${times(50, (s) => times(8, (t) => `s${s}of${t}: T${s}of${t} @join__field(graph: S${s})`))}
  }
  ${times(50, (s) =>
    times(8, (t) => {
      const [own, next] = [`graph: S${s}`, (s + 1) % 50];
      return `type T${s}of${t} @join__type(${own}, key: "id") @join__type(graph: S${next}, key: "id") {
        id: ID! more: T${next}of${t} @join__field(graph: S${next})
        ${times(10, (f) => `f${f}: String @join__field(${own})`)}
      }`;
    }),
  )}`;

let subgraph: Server;
let subgraphUrl: string;
let folder: string;
let file: string;
let edge: Edge;

interface Edge {
  readonly url: string;
  readonly readyMs: number;
  /** What it has said. */
  said(): string;
  stop(): Promise<void>;
}

/** What `npm run edge -- --supergraph FILE --port 0` starts, with nothing said of a store. */
function run(supergraphFile: string): { readonly child: ChildProcess; said(): string } {
  const child = spawn(
    process.execPath,
    [
      join(__dirname, '../../../../infra/launch/run.mjs'),
      'edge',
      '--supergraph',
      supergraphFile,
      '--port',
      '0',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], LONGBOX_DATA_DIR: join(folder, 'data'), LONGBOX_LOG_LEVEL: 'error' },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, said: () => said };
}

/** The same, once it is ready. */
async function startEdge(supergraphFile: string): Promise<Edge> {
  const began = performance.now();
  const { child, said } = run(supergraphFile);
  const url = await waitFor(() => /ready at (\S+)/.exec(said())?.[1], {
    what: 'the edge',
    timeoutMs: 60_000,
  });
  return {
    url,
    readyMs: performance.now() - began,
    said,
    async stop() {
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      await over;
    },
  };
}

beforeAll(async () => {
  subgraph = createServer(
    (request, response) =>
      void text(request).then((body) => {
        const data = Object.fromEntries(['old', 'fresh'].flatMap((n) => (body.includes(n) ? [[n, 7]] : [])));
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
      }),
  );
  await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
  subgraphUrl = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/`;
  folder = mkdtempSync(join(tmpdir(), 'edge-'));
  file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraph(subgraphUrl, ['old']));
  edge = await startEdge(file);
}, 70_000);

afterAll(async () => {
  await edge.stop();
  subgraph.closeAllConnections();
  await new Promise((resolve) => subgraph.close(resolve));
  rmSync(folder, { recursive: true });
});

async function ask(query: string, url = edge.url) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe('an edge by itself', () => {
  it('answers from a subgraph at the address that the file has for it', async () => {
    expect(await ask('{ old }')).toEqual({ status: 200, body: { data: { old: 7 } } });
  });

  it('goes on with the old supergraph when the file has one that is none, and says why', async () => {
    writeFileSync(file, 'type Query {');
    await waitFor(() => edge.said().includes('The old one is served on.'), { what: 'the refusal' });
    expect(edge.said()).toMatch(/The supergraph cannot be served: Syntax Error.* The old one is served on\./);
    expect(await ask('{ old }')).toEqual({ status: 200, body: { data: { old: 7 } } });
  });

  it('serves what the file has from then on', async () => {
    expect((await ask('{ fresh }')).status).toBe(400);
    writeFileSync(file, supergraph(subgraphUrl, ['fresh']));
    await waitFor(() => edge.said().includes('The new supergraph is served.'), { what: 'the takeover' });
    expect(await ask('{ fresh }')).toEqual({ status: 200, body: { data: { fresh: 7 } } });
    expect((await ask('{ old }')).status).toBe(400);
  });
});

describe('an edge over a large supergraph', () => {
  const own = readFileSync(join(__dirname, '../../../../schema/supergraph.graphql'), 'utf8');

  /** One that was ready within ten seconds: some three of the processor, so that one that others want meanwhile is tried again. */
  async function startInTime(sdl: string): Promise<Edge> {
    const largeFile = join(folder, 'large.graphql');
    writeFileSync(largeFile, sdl);
    for (let tries = 1; ; tries += 1) {
      const started = await startEdge(largeFile);
      if (started.readyMs < 10_000) return started;
      await started.stop();
      if (tries === 3) throw new Error(`it was ready after ${started.readyMs} ms`);
    }
  }

  it('is ready within ten seconds with fifty subgraphs', async () => {
    const started = await startInTime(largeSupergraph(subgraphUrl));
    expect(await ask('{ __typename }', started.url)).toMatchObject({ status: 200 });
    await started.stop();
  });

  it('is ready within ten seconds with Longbox’s own supergraph, and has nothing of its stores: no identity, no limits, no data', async () => {
    const started = await startInTime(own.replaceAll(/"longbox:\/\/(?!edge)\w+"/g, `"${subgraphUrl}"`));
    const aliases = times(2_000, (n) => `a${n}: __typename`);
    const answer = await ask(`{ me { id } ${aliases} }`, started.url);
    await started.stop();
    // What is for who is signed in is refused to all.
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: { me: null, a0: 'Query', a1999: 'Query' },
        errors: [{ path: ['me'], extensions: { code: 'UNAUTHENTICATED' } }],
      },
    });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('does not start where it cannot ask a subgraph, and says which', async () => {
    writeFileSync(join(folder, 'bad.graphql'), own);
    const { child, said } = run(join(folder, 'bad.graphql'));
    const [code] = (await once(child, 'exit')) as [number];
    const why = 'The supergraph cannot be served: the address of the subgraph catalog is "longbox://catalog"';
    expect([code, said()]).toEqual([1, expect.stringContaining(why)]);
  });
});
