import type { CatalogSource, GameCode } from '../../domain/catalog.ts';
import type { CardSource } from '../neutral.ts';
import { mtgjson } from './mtgjson/source.ts';
import { onePiece } from './one-piece/source.ts';
import { pokemonTcgData } from './pokemon-tcg-data/source.ts';
import { scryfall } from './scryfall/source.ts';
import { ygoprodeck } from './ygoprodeck/source.ts';

/** Every format that the catalog reads. A new one is a folder beside this file, and a line here. */
const SOURCES: readonly CardSource[] = [scryfall, mtgjson, pokemonTcgData, ygoprodeck, onePiece];

/** The format of a code, or the usual one of the game when none is asked for; null when the game has no such format. */
export function sourceOf(game: GameCode, code: CatalogSource | null): CardSource | null {
  return SOURCES.find((source) => source.game === game && (code === null || source.code === code)) ?? null;
}
