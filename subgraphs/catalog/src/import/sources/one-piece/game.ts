import type { CardGame } from '../../../domain/card-game.ts';

export const game: CardGame = {
  code: 'OPTCG',
  name: 'One Piece Card Game',
  position: 4,
  word: 'onepiece',
  productLine: /^one piece/i,
  padsNumbers: false,
  deckHeadings: ['leader'],
};
