import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog } from './catalog.fixtures.ts';
import { LIST } from './shelf.fixtures.ts';

let folder: CardFolder;
let catalog: Catalog;
beforeAll(async () => {
  folder = cardFolder();
  catalog = await openCatalog({ importFolder: folder.path });
});
afterAll(async () => {
  await catalog.dispose();
  folder.dispose();
});

const TABLES = {
  sets: 'SELECT s.code AS what, s.xmin::text FROM card_sets s',
  cards: 'SELECT c.name AS what, c.xmin::text FROM cards c',
  prints: 'SELECT r.collector_number AS what, r.xmin::text FROM prints r',
  words:
    'SELECT r.collector_number AS what, w.xmin::text FROM print_search w JOIN prints r ON r.id = w.print_id',
  texts: 'SELECT c.name AS what, k.xmin::text FROM card_search k JOIN cards c ON c.id = k.card_id',
  products:
    'SELECT r.collector_number AS what, p.xmin::text FROM products p JOIN prints r ON r.id = p.print_id',
};

/** Which transaction wrote each row last. */
async function writers(): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  for (const [table, sql] of Object.entries(TABLES))
    for (const { what, xmin } of await catalog.database.read(catalog.store.id, (connection) =>
      connection.query<{ what: string; xmin: string }[]>(sql),
    ))
      written.set(`${table} ${what}`, xmin);
  return written;
}

it('an import writes the rows of what differs and no others, and tells of the products of that alone', async () => {
  const cards = Array.from({ length: 40 }, (_, index) =>
    magicCard({ name: `Card ${index}`, number: index, set: 'upd', setName: 'Updates' }),
  );
  folder.write('cards.jsonl', cards);
  await catalog.importFiles('MTG', 'cards.jsonl');
  await catalog.ask(catalog.staff, LIST, { input: { filter: {}, conditions: ['NM'] } });
  await catalog.told('ProductChanged');
  const before = await writers();
  expect(before.size).toBe(1 + 5 * 40);

  const rarer = { ...cards[7], rarity: 'rare' };
  const reworded = { ...cards[9], oracle_text: 'Draw a card.' };
  const dearer = { ...cards[11], prices: { usd: '9.99' } };
  folder.write('cards.jsonl', cards.with(7, rarer).with(9, reworded).with(11, dearer));
  expect(await catalog.importFiles('MTG', 'cards.jsonl')).toMatchObject({ updated: 2, skipped: 38 });
  const after = await writers();
  const rewritten = [...after].flatMap(([row, xmin]) => (before.get(row) === xmin ? [] : [row]));
  expect(new Set(rewritten)).toEqual(
    new Set(['prints 7', 'words 7', 'products 7', 'cards Card 9', 'texts Card 9']),
  );
  const told = await catalog.told('ProductChanged');
  expect(told.map(({ data }) => data.title)).toEqual(['Card 7 – Updates #7']);
});
