import type { GameCode } from './catalog.ts';

/** All that the product knows of one game: the `game.ts` of the folder of its usual source. */
export interface CardGame {
  /** In the graph, in SKUs and in events: capital letters and digits. It stands on labels, and so never changes. */
  readonly code: GameCode;
  readonly name: string;
  /** Its place in lists of games; no two have the same. */
  readonly position: number;
  /** What it is called in a terminal; the folder of its sample files, where there are any, is called the same. */
  readonly word: string;
  /** What the product lines of its cards begin with in TCGplayer's exports. */
  readonly productLine: RegExp;
  /** Whether SKUs fill its plain numbers up to three digits, since its cards say 1, 2, 3; the others print their zeros. */
  readonly padsNumbers: boolean;
  /** Headings of its decklists over cards of the main deck: small letters, without accents and blanks. */
  readonly deckHeadings: readonly string[];
}
