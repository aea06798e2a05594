import type { EntityManager } from 'typeorm';
import { compareWithKnown, rowsJson, type SaidRow, type WrittenRows } from './import-cards.ts';
import { givenWords, printDocument, printText, setWords } from './search-texts.ts';

/** `facts` are those of a `NeutralPrint` without its prices, which are no part of it, with `numberSort` and the words, and of the keys of its card and set. */
export interface SaidPrint extends SaidRow {
  readonly cardId: string;
  readonly setId: string;
}

/**
 * Writes the printings that are new or differ, in two statements however many they are, and for the new ones what the search knows of them; their cards are
 * written. No key may come twice.
 */
export async function writePrints(
  tx: EntityManager,
  gameId: string,
  prints: readonly SaidPrint[],
): Promise<WrittenRows> {
  const { rows, ...written } = await compareWithKnown(tx, 'prints', gameId, prints, new Set());
  if (rows.length > 0)
    await tx.query(WRITE, [
      gameId,
      rowsJson(rows, ({ cardId, setId }) => `,"cardId":"${cardId}","setId":"${setId}"`),
    ]);
  return written;
}

const WRITE = `
  WITH t AS MATERIALIZED (
    SELECT id, "cardId" AS card_id, "setId" AS set_id, key, "printedName" AS printed_name, "collectorNumber" AS collector_number,
      "skuNumber" AS sku_number, "numberSort" AS number_sort, rarity, language, finishes, "firstEdition" AS first_edition, variation, artist,
      "releasedOn" AS released_on, images, "searchCodes" AS search_codes, "externalIds" AS external_ids, hash, words, "isNew" AS is_new
    FROM json_to_recordset($2::json) AS t(id uuid, "cardId" uuid, "setId" uuid, key text, "printedName" text, "collectorNumber" text,
      "skuNumber" text, "numberSort" integer, rarity text, language text, finishes text[], "firstEdition" boolean,
      variation text, artist text, "releasedOn" date, images json, "searchCodes" text[], "externalIds" jsonb, hash text, words text,
      "isNew" boolean)
  ), written AS (
    INSERT INTO prints (id, game_id, card_id, set_id, source_key, printed_name, collector_number, sku_number, number_sort, rarity, language,
      finishes, first_edition, variation, artist, released_at, image_small, image_normal, image_large, search_codes, external_ids, content_hash)
    SELECT id, $1, card_id, set_id, key, printed_name, collector_number, sku_number, number_sort, rarity, language,
      finishes, first_edition, variation, artist, released_on, images ->> 'small', images ->> 'normal', images ->> 'large',
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
