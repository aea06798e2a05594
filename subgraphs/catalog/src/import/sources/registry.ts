import type { CardGame } from '../../domain/card-game.ts';
import type { CatalogSource, GameCode } from '../../domain/catalog.ts';
import type { CardSource } from '../neutral.ts';
import { SOURCES } from './generated.ts';

/** Every game whose cards the catalog reads, in the order of their positions. */
export const GAMES: readonly CardGame[] = [...new Set(SOURCES.map(({ game }) => game))];

/** What may stand over cards of the main deck in decklists of any game. */
export const DECK_HEADINGS: ReadonlySet<string> = new Set(GAMES.flatMap(({ deckHeadings }) => deckHeadings));

/** The format of a code, or the usual one of the game when none is asked for; null when the game has no such format. */
export function sourceOf(game: GameCode, code: CatalogSource | null): CardSource | null {
  return (
    SOURCES.find((source) => source.game.code === game && (code === null || source.code === code)) ?? null
  );
}
