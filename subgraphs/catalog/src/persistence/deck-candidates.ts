import type { EntityManager } from 'typeorm';
import type { DeckLine } from '../domain/decklist.ts';
import { slipsBetween } from '../domain/likely-meant.ts';
import type { GameCode } from '../domain/catalog.ts';

/** A variant in stock that a line of a decklist may be filled with. */
export interface DeckCandidate {
  /** Which of the lines, from 0. */
  readonly index: number;
  readonly variantId: string;
  readonly available: number;
  /** Whether it is of the printing that the line names; true where it names none. */
  readonly asWritten: boolean;
}

export interface DeckCard {
  readonly index: number;
  readonly cardId: string;
  /** Whether the name is only like the card's. */
  readonly guessed: boolean;
}

/** Looking for names that are like another costs milliseconds each; a list with more mistakes is no list of cards. */
const MOST_GUESSES = 50;
const LIKE_A_NAME = 0.5;
/** Names that are looked at letter by letter: by their trigrams a long name with a word in common is as like as the one that was meant. */
const MOST_LIKE = 10;

/** The cards that lines name: by the whole name or that of the front face, and else by the likest. Two statements at most. */
export async function cardsOfLines(
  connection: EntityManager,
  lines: readonly Pick<DeckLine, 'name'>[],
  game: GameCode | null,
): Promise<DeckCard[]> {
  const named = await cardsByName(
    connection,
    lines.map(({ name }) => name),
    game,
  );
  const known = new Set(named.map(({ index }) => index));
  const unknown = lines.flatMap(({ name }, index) => (known.has(index) ? [] : [{ name, index }]));
  if (unknown.length === 0) return named;
  const some = unknown.slice(0, MOST_GUESSES);
  const guessed = await cardsLikeName(
    connection,
    some.map(({ name }) => name),
    game,
  );
  return [...named, ...guessed.map((card) => ({ ...card, index: some[card.index]?.index ?? card.index }))];
}

/** The cards that have these names, whole or on the front face. One statement. */
export function cardsByName(
  connection: EntityManager,
  names: readonly string[],
  game: GameCode | null,
): Promise<DeckCard[]> {
  return connection.query(NAMED, [names, game]);
}

/** Of each name the card whose own takes the fewest slips, where one is like it; milliseconds each. One statement. */
export async function cardsLikeName(
  connection: EntityManager,
  names: readonly string[],
  game: GameCode | null,
): Promise<DeckCard[]> {
  const rows = await connection.query<{ index: number; cardId: string; typed: string; name: string }[]>(
    ALIKE,
    [names, game],
  );
  const near = rows.map((row) => ({ ...row, slips: slipsBetween(row.typed, row.name) }));
  return [...Map.groupBy(near, ({ index }) => index)].flatMap(([index, alike]) => {
    const [nearest] = alike.toSorted((a, b) => a.slips - b.slips);
    return nearest ? [{ index, cardId: nearest.cardId, guessed: true }] : [];
  });
}

const NAMED = `
  SELECT (l.position - 1)::int AS index, c.card_id AS "cardId", false AS guessed
  FROM (SELECT position, catalog_normalise(given) AS name FROM unnest($1::text[]) WITH ORDINALITY AS g(given, position)) l
  CROSS JOIN LATERAL (
    SELECT card_id, print_count FROM card_search WHERE name = l.name AND l.name <> ''
    UNION
    SELECT s.card_id, s.print_count FROM card_search s JOIN cards k ON k.id = s.card_id
    WHERE s.name > l.name || ' ' AND s.name < l.name || ' ' || U&'\\FFFF' AND l.name <> ''
      AND k.other_names <> '{}' AND catalog_normalise(k.other_names[1]) = l.name
  ) c
  JOIN card_search g ON g.card_id = c.card_id
  WHERE $2::text IS NULL OR g.game = $2
  ORDER BY l.position, c.print_count DESC, c.card_id`;

const ALIKE = `
  SELECT (l.position - 1)::int AS index, c.card_id AS "cardId", l.name AS typed, c.name
  FROM (SELECT position, catalog_normalise(given) AS name FROM unnest($1::text[]) WITH ORDINALITY AS g(given, position)) l
  CROSS JOIN LATERAL (
    SELECT card_id, name, print_count, similarity(name, l.name) AS likeness FROM card_search
    WHERE name % l.name AND similarity(name, l.name) >= ${LIKE_A_NAME} AND ($2::text IS NULL OR game = $2)
    ORDER BY likeness DESC, print_count DESC, card_id LIMIT ${MOST_LIKE}
  ) c
  ORDER BY l.position, c.likeness DESC, c.print_count DESC, c.card_id`;

/**
 * What a store has in stock of the cards that lines name, in the finish that they ask for, slabs left out: the printing that the line
 * names first, then the cheapest, what has no price last; `limit` for each line at most. One statement.
 */
export function deckCandidates(
  connection: EntityManager,
  tenantId: string,
  lines: readonly Pick<DeckLine, 'setCode' | 'collectorNumber' | 'foil'>[],
  cards: readonly DeckCard[],
  limit: number,
): Promise<DeckCandidate[]> {
  const wanted = lines.map(({ setCode, collectorNumber, foil }, index) => ({
    index,
    setCode,
    number: collectorNumber,
    foil,
    cardIds: cards.filter((card) => card.index === index).map(({ cardId }) => cardId),
  }));
  return connection.query(CANDIDATES, [
    tenantId,
    JSON.stringify(wanted.filter(({ cardIds }) => cardIds.length > 0)),
    limit,
  ]);
}

const CANDIDATES = `
  SELECT l.index, o.id AS "variantId", o.available, o."asWritten"
  FROM json_to_recordset($2::json) AS l(index int, "setCode" text, number text, foil boolean, "cardIds" uuid[])
  CROSS JOIN LATERAL (
    SELECT v.id, least(stock.available, 2147483647)::int AS available, coalesce(online.amount_minor, base.amount_minor) AS amount,
      (l."setCode" IS NULL OR p.set_code = l."setCode")
        AND (l.number IS NULL OR upper(r.collector_number) = upper(l.number) OR upper(r.sku_number) = upper(l.number)) AS "asWritten"
    FROM product_search p
    JOIN prints r ON r.id = p.print_id
    JOIN product_variants v ON v.tenant_id = $1 AND v.product_id = p.product_id
    CROSS JOIN LATERAL (
      SELECT sum(k.available_online) AS available FROM variant_stock k WHERE k.tenant_id = $1 AND k.variant_id = v.id
    ) stock
    LEFT JOIN variant_prices online ON online.tenant_id = $1 AND online.variant_id = v.id AND online.channel = 'online'
    LEFT JOIN variant_prices base ON base.tenant_id = $1 AND base.variant_id = v.id AND base.channel = ''
    WHERE p.tenant_id = $1 AND p.card_id = ANY (l."cardIds") AND p.status = 'ACTIVE' AND p.in_stock AND stock.available > 0
      AND v.cert_number IS NULL AND (l.foil IS NULL OR l.foil = (v.finish <> 'NORMAL'))
    ORDER BY "asWritten" DESC, amount, v.id LIMIT $3
  ) o
  ORDER BY l.index, o."asWritten" DESC, o.amount, o.id`;
