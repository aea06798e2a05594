import type { CardGame } from '../../../domain/card-game.ts';

export const game: CardGame = {
  code: 'POKEMON',
  name: 'Pokémon',
  position: 2,
  word: 'pokemon',
  productLine: /^pok[eé]mon/i,
  padsNumbers: true,
  deckHeadings: ['pokemon', 'trainer', 'energy', 'totalcards'],
};
