import { badUserInput, checkFirst } from '@longbox/subgraph';
import { MOST_DECK_LETTERS, MOST_DECK_LINES, readDecklist } from '../domain/decklist.ts';
import { DECK_HEADINGS } from '../import/sources/registry.ts';
import { cardsOfLines, deckCandidates } from '../persistence/deck-candidates.ts';
import type { Context } from './context.ts';
import type { QueryResolveDecklistArgs, RequireFields } from './generated.ts';

const MOST_CANDIDATES = 20;

/** A decklist with what the store has of it. The number of statements does not depend on the number of lines. */
export async function resolveDecklist(
  { text, game, candidates: limit }: RequireFields<QueryResolveDecklistArgs, 'text' | 'candidates'>,
  { caller, database, loaders }: Context,
) {
  checkFirst(limit, MOST_CANDIDATES);
  if (text.length > MOST_DECK_LETTERS || text.split('\n').length > MOST_DECK_LINES)
    throw badUserInput(
      `A decklist has at most ${MOST_DECK_LINES} lines and ${MOST_DECK_LETTERS} letters: send it in parts.`,
    );
  const { lines, unreadable } = readDecklist(text.toWellFormed().replaceAll('\u0000', ' '), DECK_HEADINGS);
  const tenantId = caller.store.id;
  const { cards, offers } = await database.read(tenantId, async (connection) => {
    const named = lines.length === 0 ? [] : await cardsOfLines(connection, lines, game ?? null);
    const found = named.length === 0 ? [] : await deckCandidates(connection, tenantId, lines, named, limit);
    return {
      cards: Map.groupBy(named, ({ index }) => index),
      offers: Map.groupBy(found, ({ index }) => index),
    };
  });
  const resolved = await Promise.all(
    lines.map(async (line, index) => {
      const [first] = cards.get(index) ?? [];
      const inStock = offers.get(index) ?? [];
      const candidates = await Promise.all(
        inStock.map(async ({ variantId, available, asWritten }) => {
          const variant = await loaders.variant.load(variantId);
          return variant ? [{ variant, available, asWritten }] : [];
        }),
      );
      return {
        ...line,
        card: first ? await loaders.card.load(first.cardId) : null,
        guessed: first?.guessed ?? false,
        candidates: candidates.flat(),
        problem: first ? (inStock.length > 0 ? null : ('NOT_IN_STOCK' as const)) : ('UNKNOWN_CARD' as const),
      };
    }),
  );
  const unread = unreadable.map((line) => ({ ...line, ...NOTHING_READ, name: line.text }));
  return {
    lines: [...resolved, ...unread].sort((a, b) => a.line - b.line),
    cardCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

const NOTHING_READ = {
  quantity: 0,
  setCode: null,
  collectorNumber: null,
  foil: null,
  card: null,
  guessed: false,
  candidates: [],
  problem: 'UNREADABLE' as const,
};
