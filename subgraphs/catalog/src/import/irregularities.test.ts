import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readDecklist } from '../domain/decklist.ts';
import { readStockHeader, readStockRow } from '../domain/stock-line.ts';
import { cardFolder, magicCard } from '../card-files.fixtures.ts';
import { findFiles } from './find-files.ts';
import type { CardSource, NeutralPrinting } from './neutral.ts';
import { readCsv } from './read-csv.ts';
import { readPrintings } from './read-printings.ts';
import { DECK_HEADINGS, GAMES } from './sources/registry.ts';
import { source as pokemonTcgData } from './sources/pokemon-tcg-data/source.ts';
import { source as scryfall } from './sources/scryfall/source.ts';
import { source as ygoprodeck } from './sources/ygoprodeck/source.ts';

const root = resolve(__dirname, '../../../..');

/** The printings of files that are written for this, in their order; what is read again is left out. */
async function printingsOf(
  source: CardSource,
  files: Readonly<Record<string, readonly unknown[]>>,
): Promise<NeutralPrinting[]> {
  const folder = cardFolder();
  try {
    for (const [name, records] of Object.entries(files)) folder.write(name, records);
    const found = await findFiles(folder.path, folder.path);
    const printings: NeutralPrinting[] = [];
    for await (const { outcome } of readPrintings(found.files, source)) {
      if (outcome.kind === 'problem') throw new Error(outcome.message);
      if (outcome.kind === 'printings') printings.push(...outcome.printings);
    }
    return printings;
  } finally {
    folder.dispose();
  }
}

const different = (values: readonly unknown[]) => new Set(values).size;

describe('what real feeds of Magic do', () => {
  it('75 printings of one name in one set are 75 printings of one card', async () => {
    const forests = Array.from({ length: 75 }, (_, at) =>
      magicCard({ name: 'Forest', set: 'fst', number: at + 1 }),
    );
    const printings = await printingsOf(scryfall, { 'a.jsonl': forests });
    expect(printings).toHaveLength(75);
    expect(different(printings.map(({ card }) => card.key))).toBe(1);
    expect(different(printings.map(({ print }) => print.skuNumber))).toBe(75);
  });

  it.each(['he', 'ar', 'sa', 'grc', 'la', 'px'])('a printing may be in the language %s', async (lang) => {
    const [only] = await printingsOf(scryfall, { 'a.jsonl': [magicCard({ name: 'Oath', number: 1, lang })] });
    expect(only?.print.language).toBe(lang.toUpperCase());
  });

  it('a power is what stands on the card, such as 1+*', async () => {
    const card = { ...magicCard({ name: 'Goyf', number: 1 }), power: '*', toughness: '1+*' };
    const [only] = await printingsOf(scryfall, { 'a.jsonl': [card] });
    expect(only?.card.attributes).toMatchObject({ power: '*', toughness: '1+*' });
  });
});

describe('what real feeds of Pokémon do', () => {
  it('28 cards of one name in one set are 28 printings, each with a number of its own', async () => {
    const marks = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ!?'];
    const cards = marks.map((number) => ({
      id: `ex10-${number}`,
      name: 'Unown',
      supertype: 'Pokémon',
      hp: '60',
      attacks: [{ name: `Letter ${number}`, cost: ['Psychic'] }],
      number,
    }));
    const printings = await printingsOf(pokemonTcgData, { 'ex10.jsonl': cards });
    expect(printings).toHaveLength(28);
    expect(different(printings.map(({ print }) => print.skuNumber))).toBe(28);
    expect(different(printings.map(({ print }) => print.key))).toBe(28);
  });
});

describe('what real feeds of Yu-Gi-Oh! do', () => {
  const card = (id: number, name: string, price: string) => ({
    id,
    name,
    type: 'Effect Monster',
    desc: 'Nothing.',
    atk: 0,
    def: 0,
    level: 1,
    race: 'Dragon',
    attribute: 'FIRE',
    card_sets: [{ set_name: 'Temple', set_code: 'TATT-EN001', set_rarity: 'Common', set_price: price }],
    card_images: [],
  });

  it('one set code on several cards makes a printing of each', async () => {
    const printings = await printingsOf(ygoprodeck, {
      'a.jsonl': [card(1, 'One', '0'), card(2, 'Two', '0')],
    });
    expect(printings.map(({ print }) => print.collectorNumber)).toEqual(['EN001', 'EN001']);
    expect(different(printings.map(({ print }) => print.key))).toBe(2);
  });

  it('a card with other prices in another file is read once, with the prices of the first', async () => {
    const printings = await printingsOf(ygoprodeck, {
      'a.jsonl': [card(1, 'One', '1.50')],
      'b.jsonl': [card(1, 'One', '9.99')],
    });
    expect(printings.map(({ print }) => print.prices.map(({ marketMinor }) => marketMinor))).toEqual([[150]]);
  });
});

describe('what sellers’ files and decklists do', () => {
  it('a line may name set, number and finish in brackets, stars and all', () => {
    expect(
      readDecklist(
        'COMMANDER:\n1 Exsanguinate [40k:182★] [foil]\n// lands\nSideboard\n1 Swamp',
        DECK_HEADINGS,
      ).lines,
    ).toMatchObject([
      { name: 'Exsanguinate', setCode: '40K', collectorNumber: '182★', foil: true, section: 'COMMANDER' },
      { name: 'Swamp', section: 'SIDEBOARD' },
    ]);
  });
});

const payloads = join(
  process.env['LONGBOX_SHARED'] ?? resolve(root, '..', 'shared'),
  'data',
  'payloads',
  'tcgplayer',
);
if (!existsSync(payloads)) process.stdout.write(`skipped: the real stock files are not at ${payloads}\n`);
const describeIfThere = existsSync(payloads) ? describe : describe.skip;

describeIfThere('the real stock files', () => {
  it.each([
    ['pricing-example.csv', { LINE: 8 }],
    // Cards of a game that the catalog does not hold.
    ['app-collection-export-riftbound.csv', { UNMATCHED: 24 }],
  ])('%s is read to its last row', async (name, kinds) => {
    const found: Record<string, number> = {};
    let header: ReturnType<typeof readStockHeader> | null = null;
    for await (const row of readCsv([readFileSync(join(payloads, name), 'utf8')])) {
      if ('problem' in row) throw new Error(row.problem);
      header ??= readStockHeader(row.cells);
      if ('problem' in header) throw new Error(header.problem);
      if (row.line === 1) continue;
      const { kind } = readStockRow(header.header, row.cells, GAMES);
      found[kind] = (found[kind] ?? 0) + 1;
    }
    expect(found).toEqual(kinds);
  });
});

describe('the table of docs/card-irregularities.md', () => {
  const rows = [
    ...readFileSync(join(root, 'docs/card-irregularities.md'), 'utf8').matchAll(
      /^\| (.+?) +\| `(.+?)` +\| (.+?) +\|$/gm,
    ),
  ];

  it('names tests that are there', () => {
    const missing = rows.filter(([, , file = '', title = '']) => {
      const source = readFileSync(join(root, 'subgraphs/catalog/src', file), 'utf8');
      return !source.replaceAll(/\\(.)/g, '$1').includes(title);
    });
    expect(missing.map(([row]) => row)).toEqual([]);
    expect(rows.length).toBeGreaterThan(40);
  });
});
