import { describe, expect, it } from '@jest/globals';
import type { CardGame } from '../domain/card-game.ts';
import type { CardSource } from './neutral.ts';
import {
  gamesOf,
  inOrder,
  listOfSources,
  problemsOf,
  skuGames,
  sourceCodes,
  tablesOf,
  withEnums,
  type SourceFolder,
} from './source-folders.ts';

/** As the folders' modules have them, whose codes the types do not know before they are generated. */
const gameOf = (said: Partial<Record<keyof CardGame, unknown>>) =>
  ({
    code: 'CHESS',
    name: 'Chess Cards',
    position: 2,
    word: 'chess',
    productLine: /^chess/i,
    padsNumbers: false,
    deckHeadings: [],
    ...said,
  }) as CardGame;

const folderOf = (name: string, code: string, game: CardGame, isUsual = true): SourceFolder => ({
  name,
  isUsual,
  source: { code, game, files: `Files of ${name}.`, isReference: () => false } as unknown as CardSource,
});

const chess = gameOf({});
const checkers = gameOf({
  code: 'CHECKERS',
  name: 'Checkers',
  position: 1,
  word: 'checkers',
  padsNumbers: true,
});
const FOLDERS = inOrder([
  folderOf('a-list', 'A_LIST', chess, false),
  folderOf('chess-db', 'CHESS_DB', chess),
  folderOf('draughts', 'DRAUGHTS', checkers),
]);

describe('the folders of sources', () => {
  it('are listed by the position of their game, the format beside the game’s own file first', () => {
    expect(FOLDERS.map(({ name }) => name)).toEqual(['draughts', 'chess-db', 'a-list']);
    expect(gamesOf(FOLDERS)).toEqual([checkers, chess]);
    expect(problemsOf(FOLDERS)).toEqual([]);
  });

  it('are imported in the list of sources under the names of the folders', () => {
    const text = listOfSources(FOLDERS);
    expect(text).toContain("import { source as chessDb } from './chess-db/source.ts';");
    expect(text).toContain('[draughts, chessDb, aList]');
    expect(sourceCodes(FOLDERS)).toContain('"DRAUGHTS" | "CHESS_DB" | "A_LIST"');
  });

  it('tell SKUs the games, and whose numbers are filled up', () => {
    const text = skuGames(gamesOf(FOLDERS));
    expect(text).toContain('GAMES = ["CHECKERS","CHESS"] as const');
    expect(text).toContain('PADDED_GAMES: readonly Game[] = ["CHECKERS"]');
  });

  it('give the enums of the SDL their values, and leave everything else as it is', () => {
    const before = 'type Query {\n  a: Int\n}\n\n';
    const sdl = withEnums(
      `${before}enum GameCode {\n  OLD\n}\n\n"Where from."\nscalar X\n\nenum CatalogSource {\n  "Gone"\n  OLD\n}\n`,
      FOLDERS,
    );
    expect(sdl).toBe(
      `${before}enum GameCode {\n  "Checkers"\n  CHECKERS\n  "Chess Cards"\n  CHESS\n}\n\n"Where from."\nscalar X\n\nenum CatalogSource {\n  "Files of draughts."\n  DRAUGHTS\n  "Files of chess-db."\n  CHESS_DB\n  "Files of a-list."\n  A_LIST\n}\n`,
    );
  });

  it('are in the tables of the docs', () => {
    expect(tablesOf(FOLDERS)).toContain('| Checkers | `CHECKERS` | `checkers` | `1` → `001` |');
    expect(tablesOf(FOLDERS)).toContain('| `A_LIST` | Chess Cards | Files of a-list. |');
  });

  it.each<[string, Partial<Record<keyof CardGame, unknown>>, string]>([
    [
      'a code that SKUs cannot print',
      { code: 'a-b' },
      'The code `a-b` of a game is not made of A-Z and 0-9.',
    ],
    ['the code of another one', { code: 'CHECKERS' }, 'More than one game has the code `CHECKERS`.'],
    ['the position of another one', { position: 1 }, 'More than one game has the position `1`.'],
    ['no whole position', { position: 1.5 }, 'CHESS: a position is a whole number from 1 to 32767.'],
    ['the word of another one', { word: 'checkers' }, 'More than one game has the word `checkers`.'],
    ['a word of two', { word: 'chess cards' }, 'CHESS: `chess cards` is no word for a terminal.'],
  ])('with a game that has %s are refused', (_, said, problem) => {
    expect(
      problemsOf([folderOf('draughts', 'DRAUGHTS', checkers), folderOf('x', 'X', gameOf(said))]),
    ).toEqual([problem]);
  });

  it('with two formats of one code, or of a code that GraphQL does not take, are refused', () => {
    expect(
      problemsOf([
        folderOf('a', 'ONE-A', chess),
        folderOf('b', 'B', chess, false),
        folderOf('c', 'B', chess, false),
      ]),
    ).toEqual([
      'sources/a: the code `ONE-A` is not made of A-Z, 0-9 and _.',
      'More than one format has the code `B`.',
    ]);
  });

  it('none of which has the file of the game are refused', () => {
    expect(problemsOf([folderOf('a', 'A', chess, false)])).toEqual([
      'CHESS: its `game.ts` stands in the folder of one of its formats.',
    ]);
  });
});
