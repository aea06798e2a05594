import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { shippedSupergraph } from '@longbox/gateway';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { waitFor } from '@longbox/testing';
import { openGateway } from './commands/gateway.ts';
import { Life } from './life.ts';
import { addressVariable, readSettings } from './settings.ts';

/** Nobody listens there: what a subgraph is asked for cannot be had. */
const NOWHERE = 'http://127.0.0.1:9/graphql';

const life = new Life();
const folder = mkdtempSync(join(tmpdir(), 'longbox-supergraph-'));
const file = join(folder, 'supergraph.graphql');
/** The supergraph of this version with one more field at its root. */
const withField = (name: string) =>
  shippedSupergraph().replace(
    /(\ntype Query\n[^{]*\{\n)/,
    `$1  ${name}: String @join__field(graph: CATALOG)\n`,
  );
let url: string;

beforeAll(async () => {
  writeFileSync(file, withField('first'));
  const environment = {
    LONGBOX_DATA_DIR: folder,
    LONGBOX_SUPERGRAPH: file,
    LONGBOX_LOG_LEVEL: 'silent',
    ...Object.fromEntries(SUBGRAPH_NAMES.map((name) => [addressVariable(name), NOWHERE])),
    PORT: '0',
  };
  url = await openGateway(life, readSettings(environment));
}, 60_000);

afterAll(async () => {
  await life.end((what, cause) => {
    throw new Error(`${what} did not end`, { cause });
  });
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** Whether the field may be asked for; there is nobody to answer. */
async function isServed(name: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: `{"query":"{ ${name} }"}` });
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return errors[0]?.extensions.code === 'DOWNSTREAM_SERVICE_ERROR';
}

it('a gateway serves the supergraph of its file, and what that holds later', async () => {
  expect(await Promise.all(['first', 'second'].map(isServed))).toEqual([true, false]);
  writeFileSync(file, withField('second'));
  await waitFor(() => isServed('second'), { what: 'the second supergraph' });
  expect(await isServed('first')).toBe(false);
});
