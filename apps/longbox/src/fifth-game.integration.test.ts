import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GAMES } from '@longbox/catalog';
import { connect, type Client } from '@longbox/client';
import { freePort } from '@longbox/ports';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { emptyDatabase, waitFor } from '@longbox/testing';
import { copyWithFifthGame, runIn } from './fifth-game.fixtures.ts';
import { databaseVariable } from './settings.ts';

const GENERATE = 'subgraphs/catalog/src/import/generate.ts';
const MAIN = 'apps/longbox/src/main.ts';

let copy: string;
let cards: string;
let environment: NodeJS.ProcessEnv;
const drops: (() => Promise<void>)[] = [];
let store: ChildProcess | undefined;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'longbox-fifth-game-'));
  cards = copyWithFifthGame(copy);
  environment = {
    LONGBOX_DATA_DIR: join(copy, 'data'),
    LONGBOX_SAMPLE_DATA: 'false',
    LONGBOX_LOG_LEVEL: 'error',
    APOLLO_TELEMETRY_DISABLED: 'true',
    PORT: String(await freePort()),
  };
  for (const name of [...SUBGRAPH_NAMES, 'events', 'gateway'] as const) {
    const { url, drop } = await emptyDatabase(name);
    drops.push(drop);
    environment[databaseVariable(name)] = url;
  }
});

afterAll(async () => {
  if (store?.exitCode === null) {
    const ended = new Promise((resolve) => store?.once('close', resolve));
    store.kill('SIGTERM');
    await ended;
  }
  for (const drop of drops) await drop();
  rmSync(copy, { recursive: true, force: true });
});

/** Starts the copy's store; answers a member of its staff. */
async function openStore(): Promise<Client> {
  const child = spawn(process.execPath, [MAIN, 'start'], {
    cwd: copy,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  store = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const origin = `http://127.0.0.1:${environment['PORT'] ?? ''}`;
  await waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(said);
      return (await fetch(`${origin}/readyz`).catch(() => undefined))?.ok;
    },
    { what: 'the store', timeoutMs: 40_000 },
  );
  const token = await runIn(copy, [MAIN, 'token'], environment);
  expect(token).toMatchObject({ code: 0 });
  return connect(`${origin}/graphql`, { authorization: `Bearer ${token.said.trim()}` });
}

interface Listed {
  readonly listPrints: {
    readonly products: readonly { readonly variants: readonly { readonly sku: string }[] }[];
    readonly userErrors: readonly unknown[];
  };
}

const LISTED = `mutation { listPrints(input: { filter: { game: TIDEGATE }, conditions: [NM] }) {
  products { variants { sku } } userErrors { message } } }`;

const SOLD = `query ($text: String!) {
  games { code name }
  found: products(query: "brineglas lantern", filter: { game: TIDEGATE }, first: 5) {
    edges { node { title } } facets { name values { value count } } }
  byCode: products(query: "TG1 7", first: 1) { edges { node { title } } }
  cardSuggestions(prefix: "ward", game: TIDEGATE) { card { name } }
  resolveDecklist(text: $text) { cardCount lines { name card { name } } }
}`;

describe('a fifth game', () => {
  it('is one folder: what follows from it is generated, imported, listed, searched and printed in SKUs', async () => {
    const behind = await runIn(copy, [GENERATE, '--check']);
    expect(behind.code).toBe(1);
    expect(behind.said.match(/\S+ is not current/g)).toHaveLength(5);
    expect(await runIn(copy, [GENERATE])).toMatchObject({ code: 0 });
    expect(await runIn(copy, [GENERATE, '--check'])).toEqual({ code: 0, said: '' });
    expect(await runIn(copy, ['infra/schema/compose.ts'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(copy, 'schema/api.graphql'), 'utf8')).toContain('"""Tidegate"""\n  TIDEGATE\n');

    const staff = await openStore();
    const imported = await runIn(copy, [MAIN, 'import', 'tidegate', cards], environment);
    expect(imported).toMatchObject({ code: 0, said: expect.stringMatching(/created +2\n/) });
    expect(imported.said).toContain('tidegate.json:3 (c) The card lacks its id, name, set or number.');

    const { data: listed } = await staff.send<Listed, object>(LISTED);
    expect(listed?.listPrints.userErrors).toEqual([]);
    const skus = listed?.listPrints.products.flatMap(({ variants }) => variants.map(({ sku }) => sku));
    expect(skus?.toSorted()).toEqual([
      'TIDEGATE-TG1-007-EN-NM-FOIL',
      'TIDEGATE-TG1-007-EN-NM-NORMAL',
      'TIDEGATE-TG1-012-EN-NM-NORMAL',
    ]);
    const parsed = await runIn(copy, [
      '--input-type=module',
      '-e',
      `import { parseSku, printSku } from '@longbox/sku';
       const { value } = parseSku(${JSON.stringify(skus?.[0])});
       console.log(value.game, value.number, printSku(value));`,
    ]);
    expect(parsed).toEqual({ code: 0, said: `TIDEGATE 7 ${skus?.[0]}\n` });

    const text = 'Wardens (1)\n1 Warden of the Sluice TG1-7';
    const answer = await staff.send(SOLD, { text });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      games: [...GAMES.map(({ code, name }) => ({ code, name })), { code: 'TIDEGATE', name: 'Tidegate' }],
      found: {
        edges: [{ node: { title: 'Brineglass Lantern – First Tide #12' } }],
        facets: expect.arrayContaining([{ name: 'game', values: [{ value: 'TIDEGATE', count: 1 }] }]),
      },
      byCode: { edges: [{ node: { title: 'Warden of the Sluice – First Tide #7' } }] },
      cardSuggestions: [{ card: { name: 'Warden of the Sluice' } }],
      resolveDecklist: {
        cardCount: 1,
        lines: [{ name: 'Warden of the Sluice', card: { name: 'Warden of the Sluice' } }],
      },
    });
  }, 120_000);
});
