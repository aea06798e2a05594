/** The rows of the catalog's tables, as the ORM reads them. Instants are Dates, calendar days text, `bigint` text. */

import type {
  CatalogSource,
  Finish,
  GameCode,
  ImportStatus,
  ProductKind,
  ProductStatus,
} from '../domain/catalog.ts';
import type { NewVariant } from '../domain/new-variant.ts';

/** What a migration says of a game, which so stays the same while a process runs. */
export interface KnownGame {
  readonly id: string;
  readonly code: GameCode;
  readonly name: string;
}

export interface GameRow extends KnownGame {
  readonly position: number;
  readonly cardSetCount: number;
  readonly cardCount: number;
}

export interface CardSetRow {
  readonly id: string;
  readonly gameId: string;
  readonly code: string;
  readonly name: string;
  readonly type: string | null;
  readonly releasedOn: string | null;
}

export interface LegalityRow {
  readonly format: string;
  readonly status: string;
}

export interface CardRow {
  readonly id: string;
  readonly gameId: string;
  readonly name: string;
  readonly typeLine: string | null;
  readonly rulesText: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly legalities: readonly LegalityRow[];
}

export interface PrintRow {
  readonly id: string;
  readonly gameId: string;
  readonly cardId: string;
  readonly setId: string;
  readonly collectorNumber: string;
  readonly skuNumber: string;
  readonly numberSort: number;
  readonly rarity: string | null;
  readonly language: string;
  readonly finishes: readonly Finish[];
  readonly firstEdition: boolean;
  readonly variation: string | null;
  readonly artist: string | null;
  readonly releasedAt: string | null;
  readonly imageSmall: string | null;
  readonly imageNormal: string | null;
  readonly imageLarge: string | null;
}

export interface ProductRow {
  readonly id: string;
  readonly tenantId: string;
  readonly handle: string;
  readonly title: string;
  readonly titleChosen: boolean;
  readonly kind: ProductKind;
  readonly status: ProductStatus;
  readonly description: string | null;
  readonly vendor: string | null;
  readonly tags: readonly string[];
  readonly printId: string | null;
  readonly singles: boolean;
  /** What stands for the collector number in its SKUs; null for what is not a card. */
  readonly skuNumber: string | null;
  readonly version: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface VariantRow extends NewVariant {
  readonly id: string;
  readonly tenantId: string;
  readonly productId: string;
  readonly position: number;
}

/** Where an import goes on: `done` records are in; `fingerprint` tells whether the files are still those that were begun with. */
export interface Checkpoint {
  readonly done: number;
  readonly fingerprint: string;
  /** Bytes of the files that were read by then. */
  readonly bytes: number;
}

export interface ImportJobRow {
  readonly id: string;
  readonly tenantId: string;
  readonly game: GameCode;
  readonly source: CatalogSource;
  readonly path: string;
  readonly status: ImportStatus;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly total: number | null;
  readonly checkpoint: Checkpoint | null;
  /** How many records were left out on purpose, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Bytes of the files, as they are on the disk; text because PostgreSQL's bigint is. */
  readonly bytesRead: string;
  readonly bytesTotal: string;
  readonly startedBy: string;
  readonly correlationId: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface ImportProblemRow {
  readonly tenantId: string;
  readonly jobId: string;
  /** From 1, in the order in which they were met. */
  readonly position: number;
  readonly file: string;
  readonly line: number | null;
  readonly recordId: string | null;
  readonly message: string;
}
