import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openRegistryDatabase, readManifest } from '@longbox/gateway/persisted';
import { emptyDatabase } from '@longbox/testing';
import { persisted } from '../commands/persisted.ts';
import { Life } from '../life.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { PersistedOptions } from './context.ts';

let settings: Settings;
let folder: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'longbox-persisted-'));
  const database = await emptyDatabase('gateway');
  ({ drop } = database);
  settings = readSettings({
    LONGBOX_DATA_DIR: folder,
    GATEWAY_DATABASE_URL: database.url,
    LONGBOX_LOG_LEVEL: 'silent',
  });
});
afterAll(async () => {
  await drop();
  rmSync(folder, { recursive: true, force: true });
});

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});

/** What the command says; rejects with what it refuses. */
async function said(words: readonly string[], options: PersistedOptions = {}): Promise<string[]> {
  lines = [];
  const life = new Life();
  try {
    await persisted(life, settings, words, options);
  } finally {
    await life.end((what, cause) => {
      throw new Error(`${what} did not end`, { cause });
    });
  }
  return lines;
}

function manifest(...operations: readonly { id: string; name: string; body: string }[]): string {
  const file = join(folder, 'manifest.json');
  const all = operations.map((operation) => ({ type: 'query', ...operation }));
  writeFileSync(
    file,
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: all }),
  );
  return file;
}

const GAMES = { id: 'games-1', name: 'Games', body: 'query Games { games { id } }' };
const CARDS = { id: 'cards-1', name: 'Cards', body: 'query Cards { games { cardCount } }' };

async function newKey(): Promise<{ key: string; id: string }> {
  const [key = ''] = await said(['keys', 'create'], {
    store: 'demo',
    name: 'Card Finder',
    channels: 'online market',
  });
  return { key, id: key.split('_')[1] ?? '' };
}

describe('persisted', () => {
  it('makes a key, which is shown once and listed without its secret', async () => {
    const { key, id } = await newKey();
    expect(key).toMatch(/^lbx_[0-9a-f]{12}_[\w-]{43}$/);
    const listed = (await said(['list'])).join('\n');
    expect(listed).toMatch(
      new RegExp(`${id} +Card Finder +demo +good until .* channels:read +online market`),
    );
    expect(listed).not.toContain(key.slice(-43));
  });

  it('registers a manifest, says before what it would add, and keeps what older clients send', async () => {
    const { id } = await newKey();
    expect(await said(['diff', manifest(GAMES)], { key: id })).toEqual([
      '+ query Games  games-1',
      '1 added, 0 with another body, 0 as they were, 0 kept that the manifest does not have.',
    ]);
    expect(await said(['list'], { key: id })).toEqual(['Nothing is registered for it.']);
    await said(['register', manifest(GAMES)], { key: id });
    expect((await said(['register', manifest(CARDS)], { key: id }))[1]).toBe('= query Games  games-1');
    expect((await said(['list'], { key: id })).map((line) => line.split(' ')[0])).toEqual([
      'operation',
      'Cards',
      'Games',
    ]);
    await said(['register', manifest(CARDS)], { key: id, replace: true });
    expect((await said(['list'], { key: id })).map((line) => line.split(' ')[0])).toEqual([
      'operation',
      'Cards',
    ]);
    expect(await said(['check'])).toEqual([
      expect.stringMatching(/^This version answers all \d+ operations/),
    ]);
  });

  it('exports what is registered, a manifest for each key, and takes away what is not any more', async () => {
    const { id } = await newKey();
    await said(['register', manifest(GAMES, CARDS)], { key: id });
    const to = join(folder, 'registered');
    await said(['export', to]);
    writeFileSync(join(to, 'README.json'), '{}');
    const { operations } = readManifest(readFileSync(join(to, `${id}.json`), 'utf8'));
    expect(operations.map(({ name, body }) => [name, body])).toEqual([
      ['Cards', CARDS.body],
      ['Games', GAMES.body],
    ]);
    await said(['revoke', id]);
    await said(['export', to]);
    expect(readdirSync(to)).toContain('README.json');
    expect(readdirSync(to)).not.toContain(`${id}.json`);
  });

  it('refuses a manifest that this version does not answer, with operation, line and reason', async () => {
    const { id } = await newKey();
    const broken = { id: 'b', name: 'Broken', body: 'query Broken {\n  games {\n    nothing\n  }\n}' };
    await expect(said(['register', manifest(GAMES, broken)], { key: id })).rejects.toThrow(
      'Broken, line 3, column 5: Cannot query field "nothing" on type "Game".',
    );
    expect(await said(['list'], { key: id })).toEqual(['Nothing is registered for it.']);
    const forged = { id: 'a'.repeat(64), name: 'Games', body: GAMES.body };
    await expect(said(['register', manifest(forged)], { key: id })).rejects.toThrow(
      'is not the SHA-256 of its body',
    );
    await expect(said(['register', manifest({ ...GAMES, name: 'Others' })], { key: id })).rejects.toThrow(
      'is called Games, not Others',
    );
  });

  it('refuses an operation that is over the limits, which no gateway would answer', async () => {
    const { id } = await newKey();
    const aliases = Array.from({ length: 101 }, (_, index) => `a${index}: id`).join(' ');
    const wide = { id: 'wide', name: 'Wide', body: `query Wide { games { ${aliases} } }` };
    await expect(said(['register', manifest(wide)], { key: id })).rejects.toThrow(
      'Wide, line 1, column 1: The operation is too large: it has 101 aliases; 100 are allowed.',
    );
  });

  it('refuses an option that the action does not take, rather than do something else', async () => {
    const { id } = await newKey();
    await expect(said(['revoke', id], { name: 'Games' })).rejects.toThrow('revoke does not take --name');
    await expect(said(['revoke', id], { key: id })).rejects.toThrow('revoke does not take --key');
    expect((await said(['list'])).find((line) => line.startsWith(id))).toContain('good until');
  });

  it('lists a key of the stores file once it was used, and holds releases to no key whose time is over', async () => {
    const { id } = await newKey();
    await said(['register', manifest(GAMES)], { key: id });
    const answered = async () => Number(/\d+/.exec((await said(['check']))[0] ?? '')?.[0]);
    const before = await answered();
    const database = await openRegistryDatabase(settings.databaseUrls.gateway ?? '');
    await database.system(async (connection) => {
      await connection.query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [id]);
      await connection.query(`INSERT INTO key_uses VALUES ('gone12345678', now())`);
    });
    await database.close();
    expect(await answered()).toBe(before - 1);
    expect((await said(['list'])).find((line) => line.startsWith('gone12345678'))).toContain(
      'not in the stores file any more',
    );
  });

  it('registers the file of Relay’s compiler too, whose ids are hashes of another kind or of this one', async () => {
    const { id } = await newKey();
    const file = join(folder, 'persisted_queries.json');
    const write = (texts: object) => writeFileSync(file, JSON.stringify(texts));
    write({ '7a5bf2ff2a0b3c1f9b3d6c1e0a9f8e7d': 'query GamesQuery {\n  games {\n    id\n  }\n}\n' });
    expect((await said(['register', file], { key: id }))[0]).toBe(
      '+ query GamesQuery  7a5bf2ff2a0b3c1f9b3d6c1e0a9f8e7d',
    );
    write({ ['a'.repeat(64)]: GAMES.body });
    await expect(said(['register', file], { key: id })).rejects.toThrow('is not the SHA-256 of its body');
    write({ x: 'query {' });
    await expect(said(['register', file], { key: id })).rejects.toThrow('the text of x is not GraphQL');
    write({});
    await expect(said(['register', file], { key: id, replace: true })).rejects.toThrow('cannot be used');
  });

  it('does not give an id another meaning', async () => {
    const { id } = await newKey();
    await said(['register', manifest(GAMES)], { key: id });
    const other = { ...GAMES, body: 'query Games { games { name } }' };
    await expect(said(['register', manifest(other)], { key: id })).rejects.toThrow(
      'is registered with another body',
    );
    expect((await said(['diff', manifest(other)], { key: id }))[0]).toBe('~ query Games  games-1');
  });

  it('revokes an operation, and a key for good', async () => {
    const { id } = await newKey();
    await said(['register', manifest(GAMES, CARDS)], { key: id });
    await said(['revoke', id], { operation: 'Games' });
    expect(await said(['list'], { key: id })).toHaveLength(2);
    await expect(said(['revoke', id], { operation: 'Games' })).rejects.toThrow('is not registered');
    await said(['revoke', id]);
    expect((await said(['list'])).find((line) => line.startsWith(id))).toContain('revoked');
    await expect(said(['register', manifest(GAMES)], { key: id })).rejects.toThrow('is revoked');
    expect(await said(['revoke', id])).toEqual([`The key ${id} was revoked before.`]);
  });

  it.each<[string, readonly string[], PersistedOptions, string]>([
    ['no such key', ['revoke', 'abcdef'], {}, 'There is no key abcdef'],
    ['no such store', ['keys', 'create'], { store: 'none', name: 'x' }, '--store takes one of demo'],
    ['no such scope', ['keys', 'create'], { store: 'demo', name: 'x', scopes: 'all' }, 'all is none of them'],
    ['no such action', ['forget'], {}, 'persisted takes one of these'],
    [
      'no such file',
      ['register', 'nowhere.json'],
      { key: 'abcdef' },
      'The manifest nowhere.json cannot be read (ENOENT).',
    ],
  ])('says what to do: %s', async (_, words, options, message) => {
    await expect(said(words, options)).rejects.toThrow(message);
  });
});
