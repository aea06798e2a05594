import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@longbox/testing';

/** A supergraph of one subgraph of another make, whose only type has these fields. */
const supergraph = (url: string, fields: readonly string[]) => `
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
  enum join__Graph { ONE @join__graph(name: "one", url: "${url}") }
  type Query @join__type(graph: ONE) { ${fields.map((field) => `${field}: Int`).join(' ')} }`;

let subgraph: Server;
let subgraphUrl: string;
let folder: string;
let file: string;
let edge: ChildProcess;
let said = '';
let url: string;

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
  // `npm run edge` without npm.
  edge = spawn(
    process.execPath,
    [join(__dirname, '../main.ts'), 'edge', '--supergraph', file, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], LONGBOX_DATA_DIR: folder, LONGBOX_LOG_LEVEL: 'error' },
    },
  );
  for (const stream of [edge.stdout, edge.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  url = await waitFor(() => /ready at (\S+)/.exec(said)?.[1], { what: 'the edge', timeoutMs: 60_000 });
}, 70_000);

afterAll(async () => {
  const over = once(edge, 'exit');
  edge.kill('SIGTERM');
  await over;
  subgraph.closeAllConnections();
  await new Promise((resolve) => subgraph.close(resolve));
  rmSync(folder, { recursive: true });
});

async function ask(query: string) {
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
    await waitFor(() => said.includes('The old one is served on.'), { what: 'the refusal' });
    expect(said).toMatch(/The supergraph cannot be served: Syntax Error.* The old one is served on\./);
    expect(await ask('{ old }')).toEqual({ status: 200, body: { data: { old: 7 } } });
  });

  it('serves what the file has from then on', async () => {
    expect((await ask('{ fresh }')).status).toBe(400);
    writeFileSync(file, supergraph(subgraphUrl, ['fresh']));
    await waitFor(() => said.includes('The new supergraph is served.'), { what: 'the takeover' });
    expect(await ask('{ fresh }')).toEqual({ status: 200, body: { data: { fresh: 7 } } });
    expect((await ask('{ old }')).status).toBe(400);
  });
});
