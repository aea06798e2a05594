import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GAMES } from '@longbox/catalog';
import { openDatabase, type Database } from '@longbox/postgres';
import { emptyDatabase, waitFor } from '@longbox/testing';
import { openDataFolder } from './data-folder.ts';
import { progressBar } from './import-report.ts';
import { readSettings } from './settings.ts';

const RECORDS = 6_000;

let folder: string;
const databases: Awaited<ReturnType<typeof emptyDatabase>>[] = [];
const running: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'longbox-import-'));
  openDataFolder(readSettings({ LONGBOX_DATA_DIR: folder }));
  const cards = Array.from({ length: RECORDS }, (_, index) => ({
    object: 'card',
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    oracle_id: `00000000-0000-4000-9000-${String(index % 2_000).padStart(12, '0')}`,
    name: `Card ${index % 2_000}`,
    lang: 'en',
    set: index < 3_000 ? 'one' : 'two',
    set_name: 'A Set',
    collector_number: String(index + 1),
    oracle_text: `Draw ${index % 2_000} cards.`,
    finishes: ['nonfoil'],
    prices: { usd: '1.25' },
  }));
  writeFileSync(join(folder, 'cards.json'), JSON.stringify(cards));
  writeFileSync(join(folder, 'broken.json'), JSON.stringify(cards.slice(0, 40)).slice(0, -200));
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (const { drop } of databases) await drop();
  rmSync(folder, { recursive: true, force: true });
});

async function freshCatalog(): Promise<string> {
  const database = await emptyDatabase('catalog');
  databases.push(database);
  return database.url;
}

/** `npm run import` without npm. */
function startImport(url: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(__dirname, 'main.ts'), 'import', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LONGBOX_DATA_DIR: folder,
      CATALOG_DATABASE_URL: url,
      CATALOG_IMPORT_LEASE_SECONDS: '1',
      LONGBOX_LOG_LEVEL: 'error',
    },
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((done) => {
    child.once('close', (code) => done({ code, said }));
  });
  return { child, ended };
}

/** What the catalog holds, ids aside. */
async function contentOf(database: Database): Promise<unknown> {
  return database.systemTransaction(async (tx) => ({
    cards: await tx.query('SELECT source_key, content_hash FROM cards ORDER BY 1'),
    prints: await tx.query(
      'SELECT r.source_key, c.source_key AS card, s.code, r.collector_number, r.finishes FROM prints r JOIN cards c ON c.id = r.card_id JOIN card_sets s ON s.id = r.set_id ORDER BY 1',
    ),
    words: await tx.query(
      'SELECT w.document::text FROM print_search w JOIN prints r ON r.id = w.print_id ORDER BY r.source_key',
    ),
    prices: await tx.query(
      'SELECT r.source_key, p.prices FROM observed_prices p JOIN prints r ON r.id = p.print_id ORDER BY 1',
    ),
    told: await tx.query(`SELECT count(*)::int FROM outbox WHERE type = 'MarketPricesObserved'`),
  }));
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ name: 'catalog', url });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

describe('an import in a terminal', () => {
  it('that is killed in the middle and started again ends as if it had not been; a second time nothing changes', async () => {
    const file = join(folder, 'cards.json');
    const whole = await freshCatalog();
    const first = await startImport(whole, 'mtg', file).ended;
    expect(first).toMatchObject({ code: 0, said: expect.stringMatching(/created +6,000\n/) });
    const expected = await withDatabase(whole, contentOf);

    const killed = await freshCatalog();
    const { child, ended } = startImport(killed, 'mtg', file);
    await withDatabase(killed, async (database) => {
      await waitFor(
        async () => {
          const [row] = await database.systemTransaction((tx) =>
            tx.query<{ there: boolean }[]>(`SELECT to_regclass('print_search') IS NOT NULL AS there`),
          );
          if (!row?.there) return false;
          const [{ count } = { count: 0 }] = await database.systemTransaction((tx) =>
            tx.query<{ count: number }[]>('SELECT count(*)::int FROM prints'),
          );
          return count > 0;
        },
        { what: 'the first batch', everyMs: 3, timeoutMs: 30_000 },
      );
      child.kill('SIGKILL');
      await ended;
      const [{ count } = { count: RECORDS }] = await database.systemTransaction((tx) =>
        tx.query<{ count: number }[]>('SELECT count(*)::int FROM prints'),
      );
      expect(count).toBeLessThan(RECORDS);
      const again = await startImport(killed, 'mtg', file).ended;
      expect(again.said).toContain('goes on with the import of this path');
      expect(again).toMatchObject({ code: 0, said: expect.stringMatching(/created +6,000\n/) });
      expect(await contentOf(database)).toEqual(expected);

      const third = await startImport(killed, 'mtg', file).ended;
      expect(third).toMatchObject({ code: 0, said: expect.stringMatching(/created +0\n +updated +0\n/) });
      expect(await contentOf(database)).toEqual(expected);
    });
  }, 120_000);

  it('keeps what came before the end of a truncated file, and says where it ends', async () => {
    const { code, said } = await startImport(await freshCatalog(), 'mtg', join(folder, 'broken.json')).ended;
    expect(code).toBe(0);
    expect(said).toMatch(/failed +1\n/);
    expect(said).toContain('broken.json:40 The file ends in the middle of this record.');
  }, 60_000);

  it('of a file of another game fails, and says what may be the matter', async () => {
    const { code, said } = await startImport(await freshCatalog(), 'pokemon', join(folder, 'broken.json'))
      .ended;
    expect(said).toMatch(/created +0\n/);
    expect(said).toContain('Nothing of it is a card as POKEMON_TCG_DATA has them.');
    expect(code).toBe(1);
  }, 60_000);

  it.each([
    [['chess', 'x.json'], `import takes one of ${GAMES.map(({ word }) => word).join(', ')}, not chess`],
    [['mtg'], 'import takes a game and one file or folder'],
    [['mtg', '/nowhere/x.json'], 'Nothing readable is at /nowhere/x.json.'],
    [['mtg', 'x.json', '--store', 'none'], '--store takes one of demo, not none.'],
  ])('is refused for %j, and says what to do', async (args, sentence) => {
    const url = databases[0]?.url ?? '';
    const { code, said } = await startImport(url, ...args).ended;
    expect(said).toContain(sentence);
    expect(code).toBe(1);
  });

  it('shows how far it is, how fast it goes and how much failed, within the terminal’s width', () => {
    const startedAt = new Date('2026-11-20T10:00:00Z');
    const job = {
      startedAt,
      finishedAt: null,
      status: 'RUNNING',
      processed: 49_000,
      failed: 3,
      bytesRead: '50',
      bytesTotal: '100',
    };
    const bar = (columns: number) =>
      progressBar(
        job as unknown as Parameters<typeof progressBar>[0],
        new Date('2026-11-20T10:00:10Z'),
        columns,
      );
    expect(bar(100)).toBe('[████████████░░░░░░░░░░░░]  50 %  49,000 records  4,900/s  3 failed');
    expect(bar(40)).toHaveLength(39);
  });
});
