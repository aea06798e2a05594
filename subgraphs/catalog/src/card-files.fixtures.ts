import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of card files that a test makes as it needs them. */
export interface CardFolder {
  readonly path: string;
  /** Writes cards as JSON lines, as they are in Scryfall's bulk files. */
  write(name: string, cards: readonly unknown[]): void;
  /** Writes any text. */
  writeText(name: string, text: string): void;
  dispose(): void;
}

export function cardFolder(): CardFolder {
  const path = mkdtempSync(join(tmpdir(), 'longbox-cards-'));
  const writeText = (name: string, text: string) => writeFileSync(join(path, name), text);
  return {
    path,
    writeText,
    write: (name, cards) => writeText(name, cards.map((card) => `${JSON.stringify(card)}\n`).join('')),
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A Magic card as Scryfall has it. Equal names are printings of one card. */
export function magicCard(said: {
  readonly name: string;
  readonly number: number | string;
  readonly set?: string;
  readonly setName?: string;
  readonly rarity?: string;
  readonly text?: string;
  readonly finishes?: readonly string[];
  readonly usd?: string | null;
  readonly lang?: string;
}): Record<string, unknown> {
  const { name, number, set = 'tst', setName = 'Test Set', rarity = 'common', text = '', lang = 'en' } = said;
  return {
    object: 'card',
    id: uuidOf(`${set}/${number}/${lang}`),
    oracle_id: uuidOf(name),
    name,
    lang,
    released_at: '2025-01-31',
    layout: 'normal',
    cmc: 1,
    type_line: 'Creature — Test',
    oracle_text: text,
    colors: ['R'],
    color_identity: ['R'],
    keywords: [],
    legalities: { modern: 'legal' },
    games: ['paper'],
    finishes: said.finishes ?? ['nonfoil', 'foil'],
    digital: false,
    set,
    set_name: setName,
    set_type: 'expansion',
    collector_number: String(number),
    rarity,
    prices: { usd: said.usd === undefined ? '1.25' : said.usd },
  };
}

/** The same UUID for the same text. */
function uuidOf(text: string): string {
  const digits = hash('sha256', text);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
