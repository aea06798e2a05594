import type { EntityManager } from 'typeorm';
import type { NeutralPrint } from '../import/neutral.ts';
import { copyInto, type RowValue } from './row-text.ts';
import { compareWithKnown, placeOf, writeRows, type SaidRows, type WrittenRows } from './said-rows.ts';

/** The values of a printing's row behind its ids, in the order of `COLUMNS`, but for the hash, which is made of them. */
export function printRow(print: Omit<NeutralPrint, 'prices'>, numberSort: number): RowValue[] {
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
  ];
}

const COLUMNS = [
  'id',
  'game_id',
  'card_id',
  'set_id',
  'source_key',
  'printed_name',
  'collector_number',
  'sku_number',
  'number_sort',
  'rarity',
  'language',
  'finishes',
  'first_edition',
  'variation',
  'artist',
  'released_at',
  'image_small',
  'image_normal',
  'image_large',
  'search_codes',
  'external_ids',
  'content_hash',
] as const;

/** What the search knows of a printing: behind its ids, its card's name, its day, its own words and its card's; behind those come the set's. */
const FOUND_COLUMNS = ['print_id', 'card_id', 'name', 'released_on', 'document'] as const;

/** What a printing is of. */
export interface PrintOf {
  readonly cardId: string;
  readonly setId: string;
  /** The words of its set; null where words are left to the database. */
  readonly setWords: string | null;
}

export interface WrittenPrints extends WrittenRows {
  /** Ids of those of which the search does not know yet what they say now. */
  readonly unfound: readonly string[];
}

/** Writes the printings that are new or differ, with what the search knows of the new ones; their cards are written. `numbers`: those to write, no key twice. */
export async function writePrints(
  tx: EntityManager,
  gameId: string,
  prints: SaidRows,
  numbers: readonly number[],
  of: (n: number) => PrintOf,
  bytes: Uint8Array,
): Promise<WrittenPrints> {
  const compared = await compareWithKnown(tx, 'prints', gameId, prints, numbers, new Set());
  const first = ({ id, n }: { readonly id: string; readonly n: number }) => {
    const { cardId, setId } = of(n);
    return [id, gameId, cardId, setId];
  };
  await writeRows(tx, 'prints', COLUMNS, compared, first, bytes);
  const unfound = compared.changedRows.map(({ id }) => id);
  const found = compared.newRows.flatMap(({ n, id }) => {
    const place = placeOf(prints, n, 'found');
    const { cardId, setWords } = of(n);
    if (place && setWords !== null) return [{ first: [id, cardId], place, last: ` ${setWords}` }];
    unfound.push(id);
    return [];
  });
  await copyInto(tx, 'print_search', FOUND_COLUMNS, found, bytes);
  return { ...compared, unfound };
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
