import type { EntityManager } from 'typeorm';
import type { NeutralPrint } from '../import/neutral.ts';
import { compareWithKnown, type SaidRow, type WrittenRows } from './import-cards.ts';
import { rowsOf, rowsSql, type RowValue } from './row-text.ts';
import { givenWords, printDocument, printText, setWords } from './search-texts.ts';

export interface SaidPrint extends SaidRow {
  readonly cardId: string;
  readonly setId: string;
}

/** The values of a printing's row, in the order of `COLUMNS`. Its words are null where they are left to the database. */
export function printRow(
  print: Omit<NeutralPrint, 'prices'>,
  hash: string,
  numberSort: number,
  words: string | null,
): RowValue[] {
  return [
    print.key,
    print.printedName,
    print.collectorNumber,
    print.skuNumber,
    String(numberSort),
    print.rarity,
    print.language,
    print.finishes,
    String(print.firstEdition),
    print.variation,
    print.artist,
    print.releasedOn,
    print.images.small,
    print.images.normal,
    print.images.large,
    print.searchCodes,
    JSON.stringify(print.externalIds),
    hash,
    words,
  ];
}

const COLUMNS = {
  id: 'uuid',
  is_new: 'boolean',
  card_id: 'uuid',
  set_id: 'uuid',
  key: 'text',
  printed_name: 'text',
  collector_number: 'text',
  sku_number: 'text',
  number_sort: 'integer',
  rarity: 'text',
  language: 'text',
  finishes: 'list',
  first_edition: 'boolean',
  variation: 'text',
  artist: 'text',
  released_on: 'date',
  image_small: 'text',
  image_normal: 'text',
  image_large: 'text',
  search_codes: 'list',
  external_ids: 'jsonb',
  hash: 'text',
  words: 'text',
} as const;

/**
 * Writes the printings (`printRow` made their rows, which stand in `bytes`) that are new or differ, in two statements however many they are, and for the new ones
 * what the search knows of them; their cards are written. No key may come twice.
 */
export async function writePrints(
  tx: EntityManager,
  gameId: string,
  prints: readonly SaidPrint[],
  bytes: Uint8Array,
): Promise<WrittenRows> {
  const { rows, ...written } = await compareWithKnown(tx, 'prints', gameId, prints, new Set());
  if (rows.length > 0) {
    const kept = rows.map(({ id, isNew, said: { cardId, setId }, place }) => ({
      first: [id, String(isNew), cardId, setId],
      place,
    }));
    await tx.query(WRITE, [gameId, rowsOf(kept, bytes)]);
  }
  return written;
}

const WRITE = `
  WITH t AS MATERIALIZED (${rowsSql('$2', COLUMNS)}
  ), written AS (
    INSERT INTO prints (id, game_id, card_id, set_id, source_key, printed_name, collector_number, sku_number, number_sort, rarity, language,
      finishes, first_edition, variation, artist, released_at, image_small, image_normal, image_large, search_codes, external_ids, content_hash)
    SELECT id, $1, card_id, set_id, key, printed_name, collector_number, sku_number, number_sort, rarity, language,
      finishes, first_edition, variation, artist, released_on, image_small, image_normal, image_large,
      search_codes, external_ids, hash
    FROM t
    ON CONFLICT (game_id, source_key) DO UPDATE SET card_id = excluded.card_id, set_id = excluded.set_id,
      printed_name = excluded.printed_name, collector_number = excluded.collector_number, sku_number = excluded.sku_number, number_sort = excluded.number_sort,
      rarity = excluded.rarity, language = excluded.language, finishes = excluded.finishes,
      first_edition = excluded.first_edition, variation = excluded.variation, artist = excluded.artist,
      released_at = excluded.released_at, image_small = excluded.image_small, image_normal = excluded.image_normal,
      image_large = excluded.image_large, search_codes = excluded.search_codes, external_ids = excluded.external_ids,
      content_hash = excluded.content_hash
  ), sets AS MATERIALIZED (
    SELECT s.id, ${setWords('s')} AS words FROM card_sets s WHERE s.id IN (SELECT set_id FROM t)
  )
  INSERT INTO print_search (print_id, card_id, name, released_on, document)
  SELECT t.id, t.card_id, k.name, t.released_on, ${printDocument('c', 'k', givenWords('t.words', printText('t')), 'sets.words')}
  FROM t JOIN sets ON sets.id = t.set_id JOIN cards c ON c.id = t.card_id JOIN card_search k ON k.card_id = t.card_id
  WHERE t.is_new`;

/** Notes for each store that lists one of the printings that its products may have to follow; see `followPrints`. */
export async function noteChangedPrints(tx: EntityManager, printIds: readonly string[]): Promise<boolean> {
  if (printIds.length === 0) return false;
  const noted: unknown[] = await tx.query(
    `INSERT INTO changed_prints (tenant_id, print_id)
     SELECT tenant_id, print_id FROM print_listings WHERE print_id = ANY($1::uuid[]) ORDER BY tenant_id, print_id
     ON CONFLICT DO NOTHING RETURNING 1`,
    [printIds],
  );
  return noted.length > 0;
}
