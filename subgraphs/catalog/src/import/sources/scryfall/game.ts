import type { CardGame } from '../../../domain/card-game.ts';

export const game: CardGame = {
  code: 'MTG',
  name: 'Magic: The Gathering',
  position: 1,
  word: 'mtg',
  productLine: /^magic/i,
  padsNumbers: true,
  deckHeadings: ['creatures', 'spells', 'lands'],
};
