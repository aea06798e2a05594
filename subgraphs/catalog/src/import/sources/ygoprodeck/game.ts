import type { CardGame } from '../../../domain/card-game.ts';

export const game: CardGame = {
  code: 'YUGIOH',
  name: 'Yu-Gi-Oh!',
  position: 3,
  word: 'yugioh',
  productLine: /^yu-?gi-?oh/i,
  padsNumbers: false,
  deckHeadings: ['monsters', 'spells', 'traps', 'extra', 'extradeck'],
};
