import type { NeutralSet } from '../import/neutral.ts';
import type { ReadOutcome } from '../import/read-printings.ts';
import type { PriceKind, SaidPrices } from '../persistence/import-prices.ts';
import type { SaidRows } from '../persistence/said-rows.ts';

/**
 * Records of one transaction, in the order in which they were read. What is said of printings is rows already, and what is told of them stands in columns: a thousand
 * records with all their objects take longer to reach another thread, and to be cleared away there, than to be written.
 */
export interface PreparedBatch {
  readonly records: RecordColumns;
  /** What became of the records that are no printings. */
  readonly others: readonly OtherRecord[];
  /** The sets that printings mention, as they are said. */
  readonly sets: readonly NeutralSet[];
  readonly printings: PreparedPrintings;
  readonly priceKinds: readonly PriceKind[];
  /** Words of cards' names that the import has not met before. */
  readonly nameWords: readonly string[];
  /** The bytes in which the rows stand. */
  readonly rows: Uint8Array<ArrayBuffer>;
}

/** Of each record: */
export interface RecordColumns {
  readonly ids: readonly (string | null)[];
  /** its file, */
  readonly files: readonly string[];
  /** its position there, 0 for none, */
  readonly positions: Uint32Array;
  /** how many printings there are up to and with its own, */
  readonly ends: Uint32Array;
  /** and `ReadRecord.repeated`. */
  readonly repeated: Uint32Array;
}

export interface OtherRecord {
  /** Its number in the batch. */
  readonly at: number;
  readonly outcome: Exclude<ReadOutcome, { readonly kind: 'printings' }>;
}

export interface PreparedPrintings {
  readonly prints: SaidRows;
  /** Their cards. The hash is that of the card as the import has told it, with whose words the printing is found. */
  readonly cards: SaidRows;
  /** See `ReadPrinting`; 1 or 0. */
  readonly firstOfCard: Uint8Array;
  /** The number of each one's set. */
  readonly setOf: Uint16Array;
  readonly prices: SaidPrices;
}

/** Records of a batch that are written together: from one up to another. */
export interface BatchPart {
  readonly batch: PreparedBatch;
  readonly from: number;
  readonly to: number;
  /** What becomes of its only record in place of what the batch says, when the database does not take that. */
  readonly refused?: OtherRecord['outcome'];
}

/** The records of a part that are no printings. */
export function othersIn({ batch, from, to, refused }: BatchPart): readonly OtherRecord[] {
  if (refused) return [{ at: from, outcome: refused }];
  return batch.others.filter(({ at }) => at >= from && at < to);
}

/** The numbers of the printings of a part. */
export function printingsIn({ batch: { records }, from, to, refused }: BatchPart): readonly number[] {
  if (refused) return [];
  const first = records.ends[from - 1] ?? 0;
  return Array.from({ length: (records.ends[to - 1] ?? 0) - first }, (_, index) => first + index);
}

/** The sets of which records of a part are about. */
export function setRecordsIn(part: BatchPart): readonly NeutralSet[] {
  return othersIn(part).flatMap(({ outcome }) => (outcome.kind === 'set' ? [outcome.set] : []));
}
