import { appendToOutbox, type NewEvent } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import type { GameCode } from '../domain/catalog.ts';
import { writeCards, type WrittenRows } from '../persistence/import-cards.ts';
import { advanceJob, noteProblems, type NewProblem } from '../persistence/import-jobs.ts';
import { noteChangedPrints, writePrints } from '../persistence/import-prints.ts';
import { writePrices, type ObservedPrice } from '../persistence/import-prices.ts';
import { writeSets } from '../persistence/import-sets.ts';
import { gatherNewWords, refreshCardSearch } from '../persistence/refresh-card-search.ts';
import type { Checkpoint } from '../persistence/rows.ts';
import type { ReadBatch } from './import-reader.ts';
import type { PreparedPrinting, PreparedRecord } from './prepare-record.ts';

/** The job that a batch belongs to. */
export interface ImportOf {
  readonly jobId: string;
  readonly tenantId: string;
  readonly game: GameCode;
  readonly correlationId: string;
}

/** What a batch goes on from, and how far the job is when it is written. */
export interface BatchProgress {
  /** Keys of the sets that the run has described before. */
  readonly described: ReadonlySet<string>;
  readonly checkpoint: Checkpoint;
}

/** As many prices as one event holds; the schema says so too. */
const PRICES_IN_EVENT = 500;

/** What became of a batch. */
export interface BatchOutcome {
  /** Whether products of stores have to follow. */
  readonly follow: boolean;
  /** Whether anything was new or differed. */
  readonly wrote: boolean;
}

/**
 * Writes what a batch of records says: sets, cards, printings, the text that finds them, prices; notes problems and how far the job is.
 * All of it in the given transaction, in a number of statements that does not depend on the number of records.
 */
export async function importBatch(
  tx: EntityManager,
  job: ImportOf,
  { records, rows }: Pick<ReadBatch, 'records' | 'rows'>,
  progress: BatchProgress,
  now: Date,
): Promise<BatchOutcome> {
  const reference = await writeReference(tx, job, { records, rows }, progress.described);
  const prices = await writePrices(tx, reference.prices);
  const follow = await noteChangedPrints(tx, reference.textChanged);
  const problems = problemsIn(records);
  await noteProblems(tx, job.jobId, job.tenantId, problems);
  const { created, updated, unchanged } = reference;
  const leftOut = leftOutOf(records);
  const skipped = unchanged + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const counts = { processed: records.length, created, updated, skipped, failed: problems.length, leftOut };
  await advanceJob(tx, job.jobId, job.tenantId, counts, progress.checkpoint);
  await appendToOutbox(tx, priceEvents(job, prices, now));
  return { follow, wrote: created + updated > 0 };
}

async function writeReference(
  tx: EntityManager,
  job: ImportOf,
  { records, rows }: Pick<ReadBatch, 'records' | 'rows'>,
  described: ReadonlySet<string>,
) {
  const setRecords = records.flatMap(({ outcome }) => (outcome.kind === 'set' ? [outcome.set] : []));
  const printings = records.flatMap(({ outcome }) => (outcome.kind === 'printings' ? outcome.printings : []));
  const gameId = await lockGame(tx, job.game);
  const game = { id: gameId, code: job.game };
  const sets = await writeSets(tx, gameId, [...setRecords, ...printings.map(({ set }) => set)], described);
  const firstOfCards = [...printings].sort((a, b) => Number(b.firstOfCard) - Number(a.firstOfCard));
  const mentioned = new Map(
    firstOfCards.toReversed().map(({ card, firstOfCard }) => [card.key, { card, firstOfCard }]),
  );
  const cards = await writeCards(
    tx,
    game,
    [...mentioned.values()].map(({ card }) => card),
    new Set([...mentioned].flatMap(([key, { firstOfCard }]) => (firstOfCard ? [] : key))),
    rows,
  );
  const prints = await writePrints(
    tx,
    gameId,
    printings.map(({ print, card, set }) => ({
      ...print,
      cardId: idOf(cards, card.key),
      setId: idOf(sets, set.key),
    })),
    rows,
  );
  const textChanged = await refreshCardSearch(tx, {
    printIds: [...prints.changed].map((key) => idOf(prints, key)),
    cardIds: [...cards.changed].map((key) => idOf(cards, key)),
    setIds: [...sets.changed].map((key) => idOf(sets, key)),
  });
  await countCards(tx, gameId, sets.created.size, cards.created.size);
  const differs = ({ print, card }: PreparedPrinting) =>
    prints.changed.has(print.key) || (cards.changed.has(card.key) && !prints.created.has(print.key));
  const setKeys = setRecords.map(({ key }) => key);
  const repeated = records.reduce((count, record) => count + record.repeated, 0);
  const created = prints.created.size + setKeys.filter((key) => sets.created.has(key)).length;
  const updated = printings.filter(differs).length + setKeys.filter((key) => sets.changed.has(key)).length;
  return {
    created,
    updated,
    unchanged: repeated + printings.length + setRecords.length - created - updated,
    textChanged,
    prices: printings.flatMap(({ print, prices }): ObservedPrice[] =>
      prices.map((price) => ({ ...price, printId: idOf(prints, print.key) })),
    ),
  };
}

/** One import of a game writes at a time, so that what it has looked at stays so; others wait for the end of its batch. */
async function lockGame(tx: EntityManager, code: GameCode): Promise<string> {
  const [game] = await tx.query<{ id: string }[]>('SELECT id FROM games WHERE code = $1 FOR NO KEY UPDATE', [
    code,
  ]);
  if (!game) throw new Error(`the catalog has no game ${code}`);
  await gatherNewWords(tx);
  return game.id;
}

async function countCards(tx: EntityManager, gameId: string, sets: number, cards: number): Promise<void> {
  if (sets + cards === 0) return;
  await tx.query(
    'UPDATE games SET card_set_count = card_set_count + $2, card_count = card_count + $3 WHERE id = $1',
    [gameId, sets, cards],
  );
}

function idOf({ idOf: ids }: WrittenRows, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the batch did not write ${key}`);
  return id;
}

/** How many records are left out on purpose, by the reason. */
function leftOutOf(records: readonly PreparedRecord[]): Record<string, number> {
  const reasons = records.flatMap(({ outcome }) => (outcome.kind === 'skipped' ? [outcome.reason] : []));
  return Object.fromEntries(
    [...Map.groupBy(reasons, (reason) => reason)].map(([reason, { length }]) => [reason, length]),
  );
}

function problemsIn(records: readonly PreparedRecord[]): NewProblem[] {
  return records.flatMap(({ file, position, outcome }) =>
    outcome.kind === 'problem'
      ? [{ file: file.path, line: position, recordId: outcome.recordId, message: outcome.message }]
      : [],
  );
}

/** The events that tell what printings cost; they belong to no store, and to the job that saw it. */
function priceEvents(job: ImportOf, prices: readonly ObservedPrice[], now: Date): NewEvent[] {
  const cause = { tenantId: null, correlationId: job.correlationId };
  return [...Map.groupBy(prices, ({ source }) => source)].flatMap(([source, observed]) =>
    Array.from({ length: Math.ceil(observed.length / PRICES_IN_EVENT) }, (_, chunk) => ({
      type: 'MarketPricesObserved' as const,
      key: job.jobId,
      cause,
      data: {
        source,
        observedAt: now,
        prices: observed
          .slice(chunk * PRICES_IN_EVENT, (chunk + 1) * PRICES_IN_EVENT)
          .map(({ printId, finish, currency, marketMinor, lowMinor }) => ({
            printId,
            finish,
            currency,
            marketMinor,
            lowMinor,
          })),
      },
    })),
  );
}
