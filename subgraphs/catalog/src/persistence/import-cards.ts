import type { EntityManager } from 'typeorm';
import type { NeutralCard } from '../import/neutral.ts';
import { copyInto, type RowValue } from './row-text.ts';
import { compareWithKnown, placeOf, writeRows, type Compared, type SaidRows } from './said-rows.ts';

/** The values of a card's row behind its id and its game, in the order of `COLUMNS`, but for the hash, which is made of them. */
export function cardRow(card: NeutralCard): RowValue[] {
  const { key, name, typeLine, rulesText, otherNames, colors, keywords, attributes, legalities } = card;
  return [
    key,
    name,
    typeLine,
    rulesText,
    otherNames,
    colors,
    keywords,
    JSON.stringify(attributes),
    JSON.stringify(legalities),
  ];
}

const COLUMNS = [
  'id',
  'game_id',
  'source_key',
  'name',
  'type_line',
  'rules_text',
  'other_names',
  'colors',
  'keywords',
  'attributes',
  'legalities',
  'content_hash',
] as const;

/** What the search knows of a card: behind its id, the game's code, its name, its words and its traits. */
const FOUND_COLUMNS = ['card_id', 'game', 'name', 'document', 'traits'] as const;

/** The cards of a batch, as they are stored now. */
export interface WrittenCards extends Compared {
  /** Ids of those that are new and of which the search knows nothing yet, because their words are left to the database. */
  readonly unfound: readonly string[];
}

/**
 * Writes the cards that are new or differ, with what the search knows of the new ones. `numbers`: those that are mentioned, no key twice; those that are there and
 * `settled` by an earlier printing of the import are left as they are. Throws `RowUntold`.
 */
export async function writeCards(
  tx: EntityManager,
  gameId: string,
  cards: SaidRows,
  numbers: readonly number[],
  settled: ReadonlySet<string>,
  bytes: Uint8Array,
): Promise<WrittenCards> {
  const compared = await compareWithKnown(tx, 'cards', gameId, cards, numbers, settled);
  await writeRows(tx, 'cards', COLUMNS, compared, ({ id }) => [id, gameId], bytes);
  const unfound: string[] = [];
  const found = compared.newRows.flatMap(({ n, id }) => {
    const place = placeOf(cards, n, 'found');
    if (place) return [{ first: [id], place }];
    unfound.push(id);
    return [];
  });
  await copyInto(tx, 'card_search', FOUND_COLUMNS, found, bytes);
  return { ...compared, unfound };
}
