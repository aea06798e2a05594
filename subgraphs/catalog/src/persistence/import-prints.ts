import type { EntityManager } from 'typeorm';
import type { NeutralPrint } from '../import/neutral.ts';
import { compareWithKnown, type WrittenRows } from './import-cards.ts';

/** A printing as it is stored: with the rows that it refers to, and without its prices, which are no part of it. */
export type PrintContent = Omit<NeutralPrint, 'prices'> & { readonly cardId: string; readonly setId: string };

/** Writes the printings that are new or differ, in two statements however many they are. No key may come twice. */
export async function writePrints(
  tx: EntityManager,
  gameId: string,
  prints: readonly PrintContent[],
): Promise<WrittenRows> {
  const { rows, ...written } = await compareWithKnown(tx, 'prints', gameId, prints, new Set());
  if (rows.length > 0)
    await tx.query(
      `INSERT INTO prints (id, game_id, card_id, set_id, source_key, printed_name, collector_number, sku_number, number_sort, rarity, language,
         finishes, first_edition, variation, artist, released_at, image_small, image_normal, image_large, search_codes,
         external_ids, content_hash)
       SELECT id, $1, "cardId", "setId", key, "printedName", "collectorNumber", "skuNumber", "numberSort", rarity, language,
         finishes, "firstEdition", variation, artist, "releasedOn", images ->> 'small', images ->> 'normal', images ->> 'large',
         "searchCodes", "externalIds", hash
       FROM json_to_recordset($2::json) AS t(id uuid, "cardId" uuid, "setId" uuid, key text, "printedName" text, "collectorNumber" text,
         "skuNumber" text, "numberSort" integer, rarity text, language text, finishes text[], "firstEdition" boolean,
         variation text, artist text, "releasedOn" date, images json, "searchCodes" text[], "externalIds" jsonb, hash text)
       ON CONFLICT (game_id, source_key) DO UPDATE SET card_id = excluded.card_id, set_id = excluded.set_id,
         printed_name = excluded.printed_name, collector_number = excluded.collector_number, sku_number = excluded.sku_number, number_sort = excluded.number_sort,
         rarity = excluded.rarity, language = excluded.language, finishes = excluded.finishes,
         first_edition = excluded.first_edition, variation = excluded.variation, artist = excluded.artist,
         released_at = excluded.released_at, image_small = excluded.image_small, image_normal = excluded.image_normal,
         image_large = excluded.image_large, search_codes = excluded.search_codes, external_ids = excluded.external_ids,
         content_hash = excluded.content_hash`,
      [gameId, JSON.stringify(rows.map((row) => ({ ...row, numberSort: numberIn(row.collectorNumber) })))],
    );
  return written;
}

/** The first number in a collector's number, behind everything else where there is none. */
function numberIn(collectorNumber: string): number {
  return Number(/\d{1,9}/.exec(collectorNumber)?.[0] ?? 1_000_000_000);
}

/**
 * Makes the searchable texts of printings what their printings, cards and sets say now: of these printings, and of all those of these
 * cards and sets. Answers the ids of the printings whose text has changed.
 */
export async function refreshPrintSearch(
  tx: EntityManager,
  changed: {
    readonly printIds: readonly string[];
    readonly cardIds: readonly string[];
    readonly setIds: readonly string[];
  },
): Promise<string[]> {
  const { printIds, cardIds, setIds } = changed;
  if (printIds.length + cardIds.length + setIds.length === 0) return [];
  const rows: { printId: string }[] = await tx.query(
    `INSERT INTO print_search AS w (print_id, name, document)
     SELECT r.id, coalesce(nullif(catalog_normalise(c.name), ''), lower(c.name)),
       setweight(catalog_words(concat_ws(' ', c.name, r.printed_name, array_to_string(c.other_names, ' '))), 'A')
       || setweight(catalog_words(concat_ws(' ', s.code, r.collector_number, array_to_string(r.search_codes, ' '), s.name,
            r.rarity, r.variation)), 'B')
       || setweight(catalog_words(concat_ws(' ', c.type_line, array_to_string(c.colors, ' '), array_to_string(c.keywords, ' '))), 'C')
       || setweight(catalog_words(c.rules_text), 'D')
     FROM prints r JOIN cards c ON c.id = r.card_id JOIN card_sets s ON s.id = r.set_id
     WHERE r.id = ANY($1::uuid[]) OR r.card_id = ANY($2::uuid[]) OR r.set_id = ANY($3::uuid[])
     ON CONFLICT (print_id) DO UPDATE SET name = excluded.name, document = excluded.document
       WHERE (w.name, w.document) IS DISTINCT FROM (excluded.name, excluded.document)
     RETURNING print_id AS "printId"`,
    [printIds, cardIds, setIds],
  );
  return rows.map(({ printId }) => printId);
}

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
