import type { ProductKind, ProductStatus } from '@longbox/events';

/** A variant as the catalog last told of it. */
export interface KnownVariant {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  /** What tells the variant from its siblings, such as `Near Mint Foil`. */
  readonly title: string;
  readonly productTitle: string;
  /** The product's status; ARCHIVED also for a variant that its product no longer has. */
  readonly status: ProductStatus;
  readonly kind: ProductKind;
  /** The code of a game, such as MTG; null for what is not a card. */
  readonly game: string | null;
  readonly setCode: string | null;
  readonly rarity: string | null;
  readonly printId: string | null;
  /** NM, LP, MP, HP or DMG. */
  readonly condition: string | null;
  readonly finish: string | null;
  readonly edition: string | null;
  readonly language: string | null;
  readonly graded: boolean;
  readonly weightGrams: number | null;
  /** The version of the product that said so; 0 when the catalog was asked before its event had come. */
  readonly version: number;
}

/** The columns of `known_variants` as a `KnownVariant`, for the SELECT list of the queries here. */
export const COLUMNS = `variant_id AS "variantId", product_id AS "productId", sku, title, product_title AS "productTitle", status, kind,
  game, set_code AS "setCode", rarity, print_id AS "printId", condition, finish, edition, language, graded,
  weight_grams AS "weightGrams", version::float8 AS version`;
