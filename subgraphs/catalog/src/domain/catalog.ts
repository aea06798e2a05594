import type { Condition, Edition, Finish, Game } from '@longbox/sku';

/** The words of the trade, as the schema spells them. */
export { CONDITIONS, EDITIONS, FINISHES } from '@longbox/sku';
export type { Condition, Edition, Finish, Game as GameCode } from '@longbox/sku';
export type { CatalogSource } from './generated.ts';

export type ProductKind = 'CARD' | 'SEALED' | 'ACCESSORY';
export type ProductStatus = 'DRAFT' | 'ACTIVE' | 'ARCHIVED';

/** The code of a card's third-party grade, its verdict, and the number of the slab. */
export interface Grade {
  readonly company: string;
  readonly grade: string;
  readonly certNumber: string;
}

export type ImportStatus = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** Why the catalog refuses; the schema's `UserErrorCode`. */
export type RefusalCode =
  | 'INVALID'
  | 'NOT_FOUND'
  | 'TAKEN'
  | 'REQUIRED'
  | 'TOO_MANY'
  | 'UNREADABLE_PATH'
  | 'WRONG_STATE'
  | 'IDEMPOTENCY_KEY_REUSED';

/** Of a printing, what names, handles, SKUs and variants of it are made of. */
export interface ListedPrint {
  readonly id: string;
  readonly game: Game;
  readonly cardName: string;
  readonly setCode: string;
  readonly setName: string;
  readonly collectorNumber: string;
  /** What stands for the collector number in SKUs. */
  readonly skuNumber: string;
  readonly rarity: string | null;
  readonly language: string;
  readonly finishes: readonly Finish[];
  /** Whether copies in first edition exist. */
  readonly firstEdition: boolean;
  /** What tells it from the set's plain printing, such as `borderless`. */
  readonly variation: string | null;
}

/** What tells two ungraded copies of one printing apart. */
export interface Copy {
  readonly condition: Condition;
  readonly finish: Finish;
  readonly edition: Edition;
}
