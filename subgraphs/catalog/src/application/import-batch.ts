import { appendToOutbox, type NewEvent } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import type { GameCode } from '../domain/catalog.ts';
import { writeCards } from '../persistence/import-cards.ts';
import { advanceJob, noteProblems, type NewProblem } from '../persistence/import-jobs.ts';
import { writePrices, type ObservedPrice } from '../persistence/import-prices.ts';
import { noteChangedPrints, writePrints, type PrintOf } from '../persistence/import-prints.ts';
import { writeSets } from '../persistence/import-sets.ts';
import { gatherNewWords, refreshCardSearch, writeNameWords } from '../persistence/refresh-card-search.ts';
import type { Checkpoint } from '../persistence/rows.ts';
import type { WrittenRows } from '../persistence/said-rows.ts';
import { othersIn, printingsIn, setRecordsIn, type BatchPart, type PreparedBatch } from './prepared-batch.ts';

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
 * Writes what the records of a part of a batch say: sets, cards, printings, the text that finds them, prices; notes problems and how far the job is.
 * All of it in the given transaction, in a number of statements that does not depend on the number of records.
 */
export async function importBatch(
  tx: EntityManager,
  job: ImportOf,
  part: BatchPart,
  progress: BatchProgress,
  now: Date,
): Promise<BatchOutcome> {
  const reference = await writeReference(tx, job, part, progress.described);
  const follow = await noteChangedPrints(tx, reference.textChanged);
  const problems = problemsIn(part);
  await noteProblems(tx, job.jobId, job.tenantId, problems);
  const { created, updated, unchanged } = reference;
  const leftOut = leftOutOf(part);
  const skipped = unchanged + Object.values(leftOut).reduce((sum, count) => sum + count, 0);
  const processed = part.to - part.from;
  const counts = { processed, created, updated, skipped, failed: problems.length, leftOut };
  await advanceJob(tx, job.jobId, job.tenantId, counts, progress.checkpoint);
  await appendToOutbox(tx, priceEvents(job, reference.prices, now));
  return { follow, wrote: created + updated > 0 };
}

async function writeReference(
  tx: EntityManager,
  job: ImportOf,
  part: BatchPart,
  described: ReadonlySet<string>,
) {
  const { rows: bytes, sets: said, printings, nameWords, priceKinds, records } = part.batch;
  const { prints: saidPrints, cards: saidCards } = printings;
  const numbers = printingsIn(part);
  const setRecords = setRecordsIn(part);
  const setOf = (n: number) => said[printings.setOf[n] ?? 0];
  const gameId = await lockGame(tx, job.game);
  const mentionedSets = [...new Set(numbers.map(setOf))].filter((set) => set !== undefined);
  const sets = await writeSets(tx, gameId, [...setRecords, ...mentionedSets], described);
  const cardKey = (n: number) => saidCards.keys[n] ?? '';
  const { mentioned, settled } = mentionedCards(printings, numbers);
  const cards = await writeCards(tx, gameId, saidCards, mentioned, settled, bytes);
  if (cards.created.size > 0) await writeNameWords(tx, nameWords);
  const printOf = (n: number): PrintOf => {
    const setKey = setOf(n)?.key ?? '';
    const isAsTold = cards.hashOf.get(cardKey(n)) === saidCards.hashes[n];
    return {
      cardId: idOf(cards, cardKey(n)),
      setId: idOf(sets, setKey),
      setWords: isAsTold ? (sets.wordsOf.get(setKey) ?? null) : null,
    };
  };
  const prints = await writePrints(tx, gameId, saidPrints, numbers, printOf, bytes);
  const textChanged = await refreshCardSearch(tx, {
    printIds: prints.unfound,
    cardIds: [...[...cards.changed].map((key) => idOf(cards, key)), ...cards.unfound],
    setIds: [...sets.changed].map((key) => idOf(sets, key)),
  });
  await countCards(tx, gameId, sets.created.size, cards.created.size);
  const printKey = (n: number) => saidPrints.keys[n] ?? '';
  const differs = (n: number) =>
    prints.changed.has(printKey(n)) || (cards.changed.has(cardKey(n)) && !prints.created.has(printKey(n)));
  const setKeys = setRecords.map(({ key }) => key);
  const repeated = records.repeated.subarray(part.from, part.to).reduce((sum, count) => sum + count, 0);
  const created = prints.created.size + setKeys.filter((key) => sets.created.has(key)).length;
  const updated = numbers.filter(differs).length + setKeys.filter((key) => sets.changed.has(key)).length;
  const priced = numbers.map((n) => ({
    n,
    id: idOf(prints, printKey(n)),
    isNew: prints.created.has(printKey(n)),
  }));
  return {
    created,
    updated,
    unchanged: repeated + numbers.length + setRecords.length - created - updated,
    textChanged,
    prices: await writePrices(
      tx,
      priced,
      { rows: saidPrints, prices: printings.prices, kinds: priceKinds },
      bytes,
    ),
  };
}

/**
 * The printings by which the cards of a batch are written, one for each card: the first one of the import where it is among them. `settled`: keys of the cards of which it is not.
 */
function mentionedCards(
  { cards, firstOfCard }: PreparedBatch['printings'],
  numbers: readonly number[],
): { readonly mentioned: readonly number[]; readonly settled: ReadonlySet<string> } {
  const by = new Map<string, number>();
  const settled = new Set<string>();
  for (const n of numbers) {
    const key = cards.keys[n] ?? '';
    const isFirst = firstOfCard[n] === 1;
    if (isFirst) settled.delete(key);
    else if (!by.has(key)) settled.add(key);
    if (isFirst || !by.has(key)) by.set(key, n);
  }
  return { mentioned: [...by.values()], settled };
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

function idOf({ idOf: ids }: Pick<WrittenRows, 'idOf'>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the batch did not write ${key}`);
  return id;
}

/** How many records are left out on purpose, by the reason. */
function leftOutOf(part: BatchPart): Record<string, number> {
  const reasons = othersIn(part).flatMap(({ outcome }) =>
    outcome.kind === 'skipped' ? [outcome.reason] : [],
  );
  return Object.fromEntries(
    [...Map.groupBy(reasons, (reason) => reason)].map(([reason, { length }]) => [reason, length]),
  );
}

function problemsIn(part: BatchPart): NewProblem[] {
  const { files, positions } = part.batch.records;
  return othersIn(part).flatMap(({ at, outcome }) =>
    outcome.kind === 'problem'
      ? [
          {
            file: files[at] ?? '',
            line: positions[at] || null,
            recordId: outcome.recordId,
            message: outcome.message,
          },
        ]
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
