import { describe, expect, it } from '@jest/globals';
import { BETWEEN_NAMES, createNameList } from './name-list.ts';

const GAMES = { MTG: 'game-1', POKEMON: 'game-2' } as const;
/** In the order of names. */
const CARDS = [
  ['elan storm caller', 'Élan Storm-Caller', 'MTG', 1],
  ['heron of the storm', 'Heron of the Storm', 'MTG', 1],
  ['storm', 'Storm', 'MTG', 1],
  ['storm', 'Storm', 'POKEMON', 4],
  ['storm giant', 'Storm Giant', 'MTG', 2],
  ['storm heron', 'Storm Heron', 'MTG', 7],
  ['storm storm', 'Storm, Storm', 'MTG', 2],
  ['stormy', 'Stormy', 'POKEMON', 3],
  ['東 storm', '東 Storm', 'POKEMON', 9],
] as const;

const idOf = (place: number) => String(place).padStart(36, '0');
const list = createNameList({
  names: CARDS.map(([name]) => name).join(BETWEEN_NAMES),
  shown: CARDS.map(([, shown]) => shown).join(BETWEEN_NAMES),
  games: CARDS.map(([, , game]) => game).join(BETWEEN_NAMES),
  printCounts: CARDS.map(([, , , count]) => count).join(BETWEEN_NAMES),
  ids: CARDS.map((_card, place) => idOf(place)).join(''),
  gameIds: GAMES,
});

const begun = (prefix: string, game: keyof typeof GAMES | null = null, limit = 20) =>
  list.begun(prefix, game, limit).map(({ name, printCount }) => `${name} ${printCount}`);

describe('names in memory', () => {
  it('give the name itself, then what begins with it, then what has a word that does, each by printings', () => {
    expect(begun('storm')).toEqual([
      'Storm 4',
      'Storm 1',
      'Storm Heron 7',
      'Stormy 3',
      'Storm Giant 2',
      'Storm, Storm 2',
      '東 Storm 9',
      'Élan Storm-Caller 1',
      'Heron of the Storm 1',
    ]);
  });

  it('give no more than are asked for', () => {
    expect(begun('storm', null, 3)).toEqual(['Storm 4', 'Storm 1', 'Storm Heron 7']);
    expect(begun('storm', null, 7)).toHaveLength(7);
  });

  it('give those of one game', () => {
    expect(begun('storm', 'POKEMON')).toEqual(['Storm 4', 'Stormy 3', '東 Storm 9']);
  });

  it('look for words inside from three letters on', () => {
    expect(begun('s', null, 4)).toEqual(['Storm Heron 7', 'Storm 4', 'Stormy 3', 'Storm Giant 2']);
    expect(begun('he')).toEqual(['Heron of the Storm 1']);
    expect(begun('her')).toEqual(['Heron of the Storm 1', 'Storm Heron 7']);
    expect(begun('caller')).toEqual(['Élan Storm-Caller 1']);
  });

  it('give nothing where nothing begins so', () => {
    for (const prefix of ['zzz', 'aaa', 'torm', 'storm herons']) expect(begun(prefix)).toEqual([]);
  });

  it('have the ids of cards and of games', () => {
    expect(list.begun('stormy', null, 1)).toEqual([
      { id: idOf(7), gameId: 'game-2', name: 'Stormy', printCount: 3 },
    ]);
  });
});
