import type { EntityManager } from 'typeorm';
import type { Copy, GameCode } from '../domain/catalog.ts';
import { namesOf, type StockCandidate } from '../domain/match-stock.ts';
import type { StockLine } from '../domain/stock-line.ts';
import { cardsByName, cardsLikeName } from './deck-candidates.ts';

/** What a line may mean: what the store found its id to mean before, and else the printings of the cards that it may name. */
export interface StockChoice {
  readonly known: { readonly printId: string; readonly copy: Copy } | null;
  readonly candidates: readonly StockCandidate[];
}

/** What each of the lines may mean; a number of statements that depends on the number of games only. */
export async function stockChoices(
  connection: EntityManager,
  tenantId: string,
  lines: readonly StockLine[],
): Promise<StockChoice[]> {
  const known = await knownMatches(connection, tenantId, lines);
  const cardsOf = new Map<StockLine, readonly string[]>();
  for (const [game, some] of Map.groupBy(
    lines.filter(({ tcgplayerId }) => !known.has(tcgplayerId ?? '')),
    (line) => line.game,
  ))
    for (const [line, cardIds] of await cardsOfStock(connection, game, some)) cardsOf.set(line, cardIds);
  const prints = await printsOfCards(connection, [...new Set([...cardsOf.values()].flat())]);
  return lines.map((line) => ({
    known: known.get(line.tcgplayerId ?? '') ?? null,
    candidates: (cardsOf.get(line) ?? []).flatMap((cardId) => prints.get(cardId) ?? []),
  }));
}

async function knownMatches(connection: EntityManager, tenantId: string, lines: readonly StockLine[]) {
  const ids = lines.flatMap(({ tcgplayerId }) => tcgplayerId ?? []);
  const rows: (Copy & { id: string; printId: string })[] = await connection.query(
    `SELECT tcgplayer_id AS id, print_id AS "printId", condition, finish, edition
     FROM stock_matches WHERE tenant_id = $1 AND tcgplayer_id = ANY($2::text[])`,
    [tenantId, ids],
  );
  return new Map(rows.map(({ id, printId, ...copy }) => [id, { printId, copy }]));
}

/** The cards that lines name: by one of the names that a seller's may be, and else the likest. */
async function cardsOfStock(
  connection: EntityManager,
  game: GameCode,
  lines: readonly StockLine[],
): Promise<Map<StockLine, readonly string[]>> {
  const names = [...new Set(lines.flatMap(({ name }) => namesOf(name)))];
  const byName = Map.groupBy(await cardsByName(connection, names, game), ({ index }) => names[index]);
  const found = (line: StockLine) =>
    namesOf(line.name).flatMap((name) => (byName.get(name) ?? []).map(({ cardId }) => cardId));
  const strange = [
    ...new Set(
      lines.filter((line) => found(line).length === 0).flatMap(({ name }) => namesOf(name).at(-1) ?? []),
    ),
  ];
  const alike = Map.groupBy(await cardsLikeName(connection, strange, game), ({ index }) => strange[index]);
  return new Map(
    lines.map((line) => {
      const cards = found(line);
      const guessed = alike.get(namesOf(line.name).at(-1)) ?? [];
      return [line, cards.length > 0 ? cards : guessed.map(({ cardId }) => cardId)];
    }),
  );
}

async function printsOfCards(
  connection: EntityManager,
  cardIds: readonly string[],
): Promise<Map<string, StockCandidate[]>> {
  const rows: (StockCandidate & { cardId: string })[] = await connection.query(
    `SELECT r.card_id AS "cardId", r.id AS "printId", c.name, s.name AS "setName", s.code AS "setCode", r.collector_number AS number,
       r.search_codes AS codes, r.rarity, r.language, r.finishes, r.first_edition AS "firstEdition",
       array_remove(ARRAY[r.external_ids ->> 'tcgplayer', r.external_ids ->> 'tcgplayerEtched'], NULL) AS "productIds"
     FROM prints r JOIN cards c ON c.id = r.card_id JOIN card_sets s ON s.id = r.set_id
     WHERE r.card_id = ANY($1::uuid[])`,
    [cardIds],
  );
  return Map.groupBy(rows, ({ cardId }) => cardId);
}
