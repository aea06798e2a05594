import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@longbox/identity';
import * as fc from 'fast-check';
import { callerOf, storeOf, waitFor } from '@longbox/testing';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { plainTraits, plainWords } from './persistence/plain-words.ts';
import { refreshCardSearch } from './persistence/refresh-card-search.ts';
import { jobAtEnd, openCatalog, type Catalog, type JobView, type UserError } from './catalog.fixtures.ts';

/** Real card data, where the machine has it. */
const SHARED = process.env['LONGBOX_SHARED_DATA'] ?? join(__dirname, '../../../../shared/data');

const GAMES = [
  ['MTG', 'mtg'],
  ['POKEMON', 'pokemon'],
  ['YUGIOH', 'yugioh'],
  ['OPTCG', 'onepiece'],
] as const;

const START = `mutation ($input: CatalogImportInput!) {
  startCatalogImport(input: $input) { job { id status } userErrors { code field } }
}`;

interface Started {
  readonly startCatalogImport: {
    readonly job: { readonly id: string; readonly status: string } | null;
    readonly userErrors: readonly UserError[];
  };
}

/** What every table of the reference data holds, ids aside. */
async function contentOf(catalog: Catalog): Promise<unknown> {
  return catalog.database.systemTransaction(async (tx) => ({
    sets: await tx.query('SELECT game_id, source_key, code, name FROM card_sets ORDER BY 1, 2'),
    cards: await tx.query('SELECT game_id, source_key, content_hash FROM cards ORDER BY 1, 2'),
    prints: await tx.query(
      'SELECT game_id, source_key, collector_number, finishes FROM prints ORDER BY 1, 2',
    ),
    texts: await tx.query(
      'SELECT r.source_key, w.document::text FROM print_search w JOIN prints r ON r.id = w.print_id ORDER BY r.game_id, 1',
    ),
    prices: await tx.query(
      'SELECT r.source_key, p.prices FROM observed_prices p JOIN prints r ON r.id = p.print_id ORDER BY r.game_id, 1',
    ),
    games: await tx.query('SELECT code, card_set_count, card_count FROM games ORDER BY 1'),
  }));
}

describe.each([
  ['the samples of the repository', join(__dirname, '../samples')],
  ...(existsSync(SHARED) ? ([['the shared real data', join(SHARED, 'cards')]] as const) : []),
])('an import of %s', (_name, importFolder) => {
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await openCatalog({ importFolder });
  });
  afterAll(() => catalog.dispose());

  it.each(GAMES)(
    'brings every record of %s in, leaves it out on purpose or names what is wrong with it; and changes nothing the second time',
    async (game, path) => {
      const first = await catalog.importFiles(game, path);
      expect(first.status).toBe('COMPLETED');
      expect(first.total).toBe(first.processed);
      expect(first.created).toBeGreaterThan(0);
      // Every record is at least one of the counts; a record of several printings is several.
      expect(first.created + first.updated + first.skipped + first.failed).toBeGreaterThanOrEqual(
        first.processed,
      );
      expect(first.problems.edges).toHaveLength(Math.min(first.failed, 250));
      await catalog.told('MarketPricesObserved');
      const before = await contentOf(catalog);

      const second = await catalog.importFiles(game, path);
      expect(second).toMatchObject({ status: 'COMPLETED', created: 0, updated: 0, failed: first.failed });
      expect(await contentOf(catalog)).toEqual(before);
      expect(await catalog.told('MarketPricesObserved')).toEqual([]);
    },
    300_000,
  );

  it('counts the sets and cards of each game', async () => {
    const { games } = await catalog.ask<{
      games: { code: string; cardSetCount: number; cardCount: number }[];
    }>(catalog.shopper, '{ games { code name cardSetCount cardCount } }');
    expect(games.map(({ code }) => code).slice(0, GAMES.length)).toEqual(GAMES.map(([code]) => code));
    const counted = await catalog.database.systemTransaction((tx) =>
      tx.query(
        `SELECT g.code, (SELECT count(*)::int FROM card_sets s WHERE s.game_id = g.id) AS "cardSetCount",
           (SELECT count(*)::int FROM cards c WHERE c.game_id = g.id) AS "cardCount" FROM games g ORDER BY g.position`,
      ),
    );
    expect(games.map(({ code, cardSetCount, cardCount }) => ({ code, cardSetCount, cardCount }))).toEqual(
      counted,
    );
  });

  it('finds what it wrote by the words that the database itself makes of it', async () => {
    const found = () =>
      catalog.database.systemTransaction(async (tx) => ({
        cards: await tx.query('SELECT card_id, name, document::text, traits FROM card_search ORDER BY 1'),
        prints: await tx.query('SELECT print_id, card_id, name, document::text FROM print_search ORDER BY 1'),
        words: await tx.query('SELECT word FROM name_words ORDER BY 1'),
      }));
    const before = await found();
    expect(before.cards.length).toBeGreaterThan(0);
    await catalog.database.systemTransaction(async (tx) => {
      // What is gone is made anew.
      await tx.query('DELETE FROM print_search');
      await tx.query('DELETE FROM name_words');
      await tx.query(`UPDATE card_search SET name = '', document = '', traits = '{}'`);
      const idsOf = async (table: string) =>
        (await tx.query<{ id: string }[]>(`SELECT id FROM ${table}`)).map(({ id }) => id);
      await refreshCardSearch(tx, { printIds: [], cardIds: await idsOf('cards'), setIds: [] });
    });
    expect(await found()).toEqual(before);
  }, 60_000);
});

describe('an import', () => {
  let folder: CardFolder;
  let catalog: Catalog;
  beforeAll(async () => {
    folder = cardFolder();
    catalog = await openCatalog({ importFolder: folder.path, importLeaseSeconds: 2 });
  });
  afterAll(async () => {
    await catalog.dispose();
    folder.dispose();
  });

  it('tells pricing what printings cost, 500 at a time, and again only what has changed', async () => {
    const cards = Array.from({ length: 1_200 }, (_, index) =>
      magicCard({ name: `Priced ${index}`, set: 'prc', number: index + 1, finishes: ['nonfoil'] }),
    );
    folder.write('priced.jsonl', cards);
    const job = await catalog.importFiles('MTG', 'priced.jsonl');
    expect(job).toMatchObject({ created: 1_200, failed: 0, total: 1_200 });
    const told = await catalog.told('MarketPricesObserved');
    expect(told.map(({ data }) => data.prices.length).sort((a, b) => b - a)).toEqual([500, 500, 200]);
    expect(told.every(({ tenantId, key }) => tenantId === null && key === job.id)).toBe(true);
    expect(told[0]?.data.prices[0]).toMatchObject({ finish: 'NORMAL', currency: 'USD', marketMinor: 125 });

    folder.write('priced.jsonl', [{ ...cards[0], prices: { usd: '9.99' } }, ...cards.slice(1)]);
    expect(await catalog.importFiles('MTG', 'priced.jsonl')).toMatchObject({
      created: 0,
      updated: 0,
      skipped: 1_200,
    });
    const again = await catalog.told('MarketPricesObserved');
    expect(again.flatMap(({ data }) => data.prices)).toMatchObject([{ marketMinor: 999 }]);
  });

  it('names the file and the line of what it cannot read, and goes on', async () => {
    const good = magicCard({ name: 'Whole', set: 'brk', number: 1 });
    folder.writeText(
      'broken.jsonl',
      `${JSON.stringify(good)}\n{"half": \n[1, 2]\n${JSON.stringify({ ...good, id: 'x', name: null })}\n`,
    );
    const job = await catalog.importFiles('MTG', 'broken.jsonl');
    expect(job).toMatchObject({ status: 'COMPLETED', processed: 4, created: 1, failed: 3 });
    expect(job.problems.edges.map(({ node }) => [node.file, node.line])).toEqual([
      ['broken.jsonl', 2],
      ['broken.jsonl', 3],
      ['broken.jsonl', 4],
    ]);
    expect(job.problems.edges.every(({ node }) => node.message.length > 10)).toBe(true);
  });

  it('keeps what came before the end of a truncated file', async () => {
    const cards = Array.from({ length: 500 }, (_, index) =>
      magicCard({ name: `Cut ${index}`, set: 'cut', number: index + 1, text: String(Math.random()) }),
    );
    const whole = gzipSync(cards.map((card) => JSON.stringify(card)).join('\n'));
    writeFileSync(join(folder.path, 'cut.jsonl.gz'), whole.subarray(0, whole.length / 2));
    const job = await catalog.importFiles('MTG', 'cut.jsonl.gz');
    expect(job.status).toBe('COMPLETED');
    expect(job.created).toBeGreaterThan(100);
    expect(job.failed).toBeGreaterThan(0);
    expect(job.problems.edges.at(-1)?.node.message).toMatch(/ends early|damaged/);
  });

  it('makes a problem of a record that the database refuses, and keeps the others of its batch', async () => {
    const cards = Array.from({ length: 9 }, (_, index) =>
      magicCard({ name: `Refused ${index}`, set: 'ref', number: index + 1 }),
    );
    folder.write('refused.jsonl', cards);
    await catalog.database.systemTransaction((tx) =>
      tx.query("ALTER TABLE cards ADD CONSTRAINT no_seven CHECK (name <> 'Refused 7')"),
    );
    const job = await catalog.importFiles('MTG', 'refused.jsonl');
    await catalog.database.systemTransaction((tx) => tx.query('ALTER TABLE cards DROP CONSTRAINT no_seven'));
    expect(job).toMatchObject({ status: 'COMPLETED', processed: 9, created: 8, failed: 1 });
    expect(job.problems.edges[0]?.node).toMatchObject({ line: 8 });
  });

  it('writes a card by the next printing that tells of it when the database refuses the first one', async () => {
    const cards = Array.from({ length: 9 }, (_, index) =>
      magicCard({ name: `Twice told ${index % 3}`, set: 'twi', number: index + 1 }),
    );
    folder.write('twice.jsonl', cards);
    await catalog.database.systemTransaction((tx) =>
      tx.query("ALTER TABLE prints ADD CONSTRAINT no_two CHECK (search_codes <> '{TWI 2}')"),
    );
    const job = await catalog.importFiles('MTG', 'twice.jsonl');
    await catalog.database.systemTransaction((tx) => tx.query('ALTER TABLE prints DROP CONSTRAINT no_two'));
    expect(job).toMatchObject({ status: 'COMPLETED', processed: 9, created: 8, skipped: 0, failed: 1 });
    expect(job.problems.edges.map(({ node }) => node.line)).toEqual([2]);
    const again = await catalog.importFiles('MTG', 'twice.jsonl');
    expect(again).toMatchObject({ created: 1, updated: 0, skipped: 8, failed: 0 });
  });

  it('goes on where it stopped when its process died, and ends as if it had not', async () => {
    const cards = Array.from({ length: 5_000 }, (_, index) =>
      magicCard({
        name: `Crash ${index % 3_000}`,
        set: index < 2_500 ? 'cra' : 'crb',
        number: index + 1,
        text: `${index}`,
      }),
    );
    folder.write('crash.jsonl', cards);
    const other = await openCatalog({ importFolder: folder.path });
    const whole = await other.importFiles('MTG', 'crash.jsonl');
    const expected = await contentOf(other);
    await other.dispose();

    const fresh = await openCatalog({ importFolder: folder.path, importLeaseSeconds: 1 });
    // The third batch finds its process dead: its connections are cut in the middle of the transaction.
    await fresh.database.systemTransaction((tx) =>
      tx.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.processed = 3000 AND NEW.finished_at IS NULL
        THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$`),
    );
    await fresh.database.systemTransaction((tx) =>
      tx.query('CREATE TRIGGER die BEFORE UPDATE ON import_jobs FOR EACH ROW EXECUTE FUNCTION die()'),
    );
    const { startCatalogImport } = await fresh.ask<Started>(fresh.staff, START, {
      input: { game: 'MTG', path: 'crash.jsonl' },
    });
    const id = startCatalogImport.job?.id ?? '';
    const seenAt = () =>
      fresh.database.read(fresh.store.id, (connection) =>
        connection.query<{ processed: number; status: string }[]>(
          'SELECT processed, status FROM import_jobs',
        ),
      );
    await waitFor(async () => (await seenAt())[0]?.processed === 2_000, { what: 'two batches' });
    expect((await seenAt())[0]?.status).toBe('RUNNING');
    await waitFor(
      async () => {
        const [row] = await fresh.database.systemTransaction((tx) =>
          tx.query<{ attempts: number }[]>('SELECT attempts FROM import_queue'),
        );
        return row !== undefined && row.attempts > 1;
      },
      { what: 'a second attempt' },
    );
    await fresh.database.systemTransaction((tx) => tx.query('DROP TRIGGER die ON import_jobs'));
    const job = await jobAtEnd(fresh, fresh.staff, id);
    const counts = ({ status, processed, created, updated, skipped, failed, total }: JobView) => ({
      status,
      processed,
      created,
      updated,
      skipped,
      failed,
      total,
    });
    expect(counts(job)).toEqual(counts(whole));
    expect(await contentOf(fresh)).toEqual(expected);
    await fresh.dispose();
  }, 60_000);

  it('that is stopped with its process is gone on with by the next one', async () => {
    const first = await openCatalog({ importFolder: folder.path });
    const { startCatalogImport } = await first.ask<Started>(first.staff, START, {
      input: { game: 'MTG', path: 'crash.jsonl' },
    });
    await waitFor(
      async () =>
        (
          await first.database.read(first.store.id, (connection) =>
            connection.query<{ processed: number }[]>(
              'SELECT processed FROM import_jobs WHERE processed > 0',
            ),
          )
        ).length > 0,
      { what: 'the first batch', everyMs: 2 },
    );
    await first.restart();
    const job = await jobAtEnd(first, first.staff, startCatalogImport.job?.id ?? '');
    expect(job).toMatchObject({ status: 'COMPLETED', processed: 5_000, created: 5_000, failed: 0 });
    await first.dispose();
  }, 60_000);

  it('ends when it is cancelled: after the batch in hand, or at once while it waits; what is in stays', async () => {
    folder.write(
      'long.jsonl',
      Array.from({ length: 20_000 }, (_, n) => magicCard({ name: `Long ${n}`, set: 'lon', number: n + 1 })),
    );
    const start = () =>
      catalog.ask<Started>(catalog.staff, START, { input: { game: 'MTG', path: 'long.jsonl' } });
    const [running, waiting] = [await start(), await start()].map(
      ({ startCatalogImport }) => startCatalogImport.job?.id ?? '',
    );
    const stored = async () => {
      const [row] = await catalog.database.systemTransaction((tx) =>
        tx.query<{ count: number }[]>(
          `SELECT count(*)::int FROM prints r JOIN card_sets s ON s.id = r.set_id WHERE s.code = 'LON'`,
        ),
      );
      return row?.count ?? 0;
    };
    await waitFor(async () => (await stored()) > 0, { what: 'the first batch', everyMs: 5 });
    const CANCEL = `mutation ($id: ID!) { cancelCatalogImport(id: $id) { job { status } userErrors { code field } } }`;
    const cancel = (id: string | undefined) => catalog.ask(catalog.staff, CANCEL, { id });
    expect(await cancel(waiting)).toMatchObject({ cancelCatalogImport: { job: { status: 'CANCELLED' } } });
    await cancel(running);
    const job = await jobAtEnd(catalog, catalog.staff, running ?? '');
    expect(job).toMatchObject({ status: 'CANCELLED', total: null, failed: 0 });
    expect(job.processed).toBeLessThan(20_000);
    expect(await stored()).toBe(job.created);
    expect(await cancel(running)).toEqual({
      cancelCatalogImport: { job: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
    });
  }, 60_000);

  it('says what it left out and why, and how much of the file it has read', async () => {
    const card = magicCard({ name: 'Paper', set: 'lef', number: 1 });
    folder.write('left.jsonl', [
      card,
      ...[2, 3].map((number) => ({ ...magicCard({ name: 'Bits', set: 'lef', number }), games: ['arena'] })),
      { object: 'ruling' },
    ]);
    const { id } = await catalog.importFiles('MTG', 'left.jsonl');
    const asked = `query ($id: ID!) { catalogImportJob(id: $id) { skipped progress recordsPerSecond leftOut { reason count } } }`;
    const { catalogImportJob } = await catalog.ask<{
      catalogImportJob: { recordsPerSecond: number; leftOut: { reason: string; count: number }[] };
    }>(catalog.staff, asked, { id });
    expect(catalogImportJob).toMatchObject({ skipped: 3, progress: 1 });
    expect(catalogImportJob.recordsPerSecond).toBeGreaterThan(0);
    expect(catalogImportJob.leftOut.toSorted((a, b) => a.count - b.count)).toEqual([
      { reason: 'NOT_A_CARD', count: 1 },
      { reason: 'DIGITAL_ONLY', count: 2 },
    ]);
  });

  it('normalises texts by the short way to what the long way makes of them', async () => {
    const [{ differing } = { differing: null }] = await catalog.database.systemTransaction((tx) =>
      tx.query<{ differing: string[] }[]>(
        `SELECT coalesce(array_agg(value), '{}') AS differing FROM unnest($1::text[]) AS t(value)
         WHERE catalog_normalise(value) IS DISTINCT FROM catalog_normalise_any(value)`,
        [
          fc
            .sample(
              fc.string({
                unit: fc.constantFrom(...'aZ09 _-\'"`.,!?/&#@\n\t—–−“”•…’‘é★ûª½™ǅ日´^~|'),
                maxLength: 40,
              }),
              5_000,
            )
            .map((text) => text.normalize('NFC')),
        ],
      ),
    );
    expect(differing).toEqual([]);
  });

  it('makes words of texts as the database does, or leaves them to it', async () => {
    const texts = fc
      .sample(
        fc.string({
          unit: fc.constantFrom(...'aZ09 _-\'"`.,!?/&#@\n\t—–−“”•…’‘é☆日{}^~|\\'),
          maxLength: 40,
        }),
        5_000,
      )
      .map((text) => text.normalize('NFC'));
    const made = texts.map((text) => plainWords([text, null, 'Ends']));
    expect(made.filter((words) => words !== null).length).toBeGreaterThan(500);
    const [{ differing } = { differing: null }] = await catalog.database.systemTransaction((tx) =>
      tx.query<{ differing: string[] }[]>(
        `SELECT coalesce(array_agg(value), '{}') AS differing FROM unnest($1::text[], $2::text[]) AS t(value, words)
         WHERE words IS NOT NULL AND array_to_tsvector(string_to_array(words, ' ')) IS DISTINCT FROM
           array_to_tsvector(array_remove(catalog_word_list(concat_ws(' ', value, 'Ends')), ''))`,
        [texts, made],
      ),
    );
    expect(differing).toEqual([]);
  });

  it('makes traits of cards as the database does, or leaves them to it', async () => {
    const word = fc.string({ unit: fc.constantFrom(..."aZ09 _-'/.—’é"), maxLength: 12 });
    const status = fc.constantFrom('legal', 'not_legal', 'banned', 'restricted', 'limited', 'semi_limited');
    const cards = fc.sample(
      fc.record({
        colors: fc.array(fc.constantFrom('W', 'U', 'Fire', 'Red', 'é'), { maxLength: 3 }),
        typeLine: fc.option(word),
        legalities: fc.array(fc.record({ format: fc.constantFrom('modern', 'Old School', 'b'), status }), {
          maxLength: 4,
        }),
      }),
      2_000,
    );
    const made = cards.map(plainTraits);
    expect(made.filter((traits) => traits !== null).length).toBeGreaterThan(200);
    const rows = cards.map((card, index) => ({ ...card, made: made[index] }));
    const [{ differing } = { differing: null }] = await catalog.database.systemTransaction((tx) =>
      tx.query<{ differing: string[] }[]>(
        `SELECT coalesce(array_agg(made::text), '{}') AS differing
         FROM json_to_recordset($1::json) AS t(colors text[], "typeLine" text, legalities jsonb, made text[])
         WHERE made IS NOT NULL AND made IS DISTINCT FROM catalog_traits(colors, "typeLine", legalities)`,
        [JSON.stringify(rows)],
      ),
    );
    expect(differing).toEqual([]);
  });

  it('waits until the store’s other import has ended; another store’s does not', async () => {
    const rival = callerOf('staff', storeOf('rival'));
    folder.write(
      'queue.jsonl',
      Array.from({ length: 3_000 }, (_, n) => magicCard({ name: `Q ${n}`, set: 'que', number: n + 1 })),
    );
    const ids: (readonly [Caller, string])[] = [];
    for (const caller of [catalog.staff, catalog.staff, rival]) {
      const { startCatalogImport } = await catalog.ask<Started>(caller, START, {
        input: { game: 'MTG', path: 'queue.jsonl' },
      });
      ids.push([caller, startCatalogImport.job?.id ?? ''] as const);
    }
    const jobs = await Promise.all(ids.map(([caller, id]) => jobAtEnd(catalog, caller, id)));
    expect(jobs.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    expect(jobs.reduce((sum, { created }) => sum + created, 0)).toBe(3_000);
    const [order] = await catalog.database.read(catalog.store.id, (connection) =>
      connection.query<{ ordered: boolean }[]>(
        `SELECT a.finished_at <= b.started_at AS ordered FROM import_jobs a, import_jobs b WHERE a.id = $1 AND b.id = $2`,
        [ids[0]?.[1], ids[1]?.[1]],
      ),
    );
    expect(order?.ordered).toBe(true);
    const view = '{ catalogImportJob(id: "ID") { id } }'.replace('ID', ids[0]?.[1] ?? '');
    expect(await catalog.ask(rival, view)).toEqual({ catalogImportJob: null });
    expect(await catalog.errorsOf(catalog.shopper, view)).toEqual(['UNAUTHENTICATED']);
  }, 60_000);

  it.each([
    ['outside of the folder', { path: '../../package.json' }, 'UNREADABLE_PATH', 'path'],
    ['at an absolute place', { path: '/etc/passwd' }, 'UNREADABLE_PATH', 'path'],
    ['at nothing', { path: 'nothing.json' }, 'UNREADABLE_PATH', 'path'],
    ['with a null character', { path: 'a\u0000b' }, 'UNREADABLE_PATH', 'path'],
    ['with an endless name', { path: 'x'.repeat(5_000) }, 'UNREADABLE_PATH', 'path'],
    ['in the format of another game', { path: 'priced.jsonl', source: 'YGOPRODECK' }, 'INVALID', 'source'],
  ])('refuses a path %s', async (_what, input, code, field) => {
    const { startCatalogImport } = await catalog.ask<Started>(catalog.staff, START, {
      input: { game: 'MTG', ...input },
    });
    expect(startCatalogImport).toMatchObject({ job: null, userErrors: [{ code, field: ['input', field] }] });
  });

  it('may be started by who holds catalog:write only', async () => {
    const input = { game: 'MTG', path: 'priced.jsonl' };
    expect(await catalog.errorsOf(catalog.shopper, START, { input })).toEqual(['UNAUTHENTICATED']);
    const partner = callerOf('partner', catalog.store);
    expect(await catalog.errorsOf(partner, START, { input })).toEqual(['FORBIDDEN']);
  });
});
