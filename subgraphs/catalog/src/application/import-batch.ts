import { appendToOutbox, type NewEvent } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import type { GameCode } from '../domain/catalog.ts';
import type { NeutralPrinting, ParsedRecord } from '../import/neutral.ts';
import { writeCards, type WrittenRows } from '../persistence/import-cards.ts';
import { advanceJob, noteProblems, type NewProblem } from '../persistence/import-jobs.ts';
import { noteChangedPrints, refreshPrintSearch, writePrints } from '../persistence/import-prints.ts';
import { writePrices, type ObservedPrice } from '../persistence/import-prices.ts';
import { writeSets } from '../persistence/import-sets.ts';
import type { Checkpoint } from '../persistence/rows.ts';
import type { SeenContent } from './seen-content.ts';

/** A record with its place: `number` counts the records of the file from 1, `line` is where a person finds it. */
export interface PlacedRecord {
  readonly file: string;
  readonly fingerprint: string;
  readonly number: number;
  readonly line: number | null;
  readonly parsed: ParsedRecord;
}

/** The job that a batch belongs to. */
export interface ImportOf {
  readonly jobId: string;
  readonly tenantId: string;
  readonly game: GameCode;
  readonly correlationId: string;
}

/** As many prices as one event holds; the schema says so too. */
const PRICES_IN_EVENT = 500;

/**
 * Writes what a batch of records says: sets, cards, printings, the text that finds them, prices; notes problems and how far the job is.
 * All of it in the given transaction, in a number of statements that does not depend on the number of records. Of what one run says
 * twice the first counts (see `SeenContent`). Answers whether products of stores have to follow.
 */
export async function importBatch(
  tx: EntityManager,
  job: ImportOf,
  records: readonly PlacedRecord[],
  seen: SeenContent,
  now: Date,
): Promise<{ readonly follow: boolean }> {
  const reference = await writeReference(tx, job, records, seen);
  const prices = await writePrices(tx, reference.prices);
  const follow = await noteChangedPrints(tx, reference.textChanged);
  const problems = problemsIn(records);
  await noteProblems(tx, job.jobId, job.tenantId, problems);
  const { created, updated, unchanged } = reference;
  const skipped = unchanged + records.filter(({ parsed }) => parsed.kind === 'skipped').length;
  const counts = { processed: records.length, created, updated, skipped, failed: problems.length };
  await advanceJob(tx, job.jobId, job.tenantId, counts, checkpointAfter(records));
  await appendToOutbox(tx, priceEvents(job, prices, now));
  return { follow };
}

/** Where a run goes on that ended behind these records. */
export function checkpointAfter(records: readonly PlacedRecord[]): Checkpoint {
  const last = records.at(-1);
  if (!last) throw new TypeError('a batch without records');
  return { file: last.file, done: last.number, fingerprint: last.fingerprint };
}

async function writeReference(
  tx: EntityManager,
  job: ImportOf,
  records: readonly PlacedRecord[],
  seen: SeenContent,
) {
  const setRecords = records.flatMap(({ parsed }) => (parsed.kind === 'set' ? [parsed.set] : []));
  const printings = records.flatMap(({ parsed }) => (parsed.kind === 'printings' ? parsed.printings : []));
  const fresh = firstOfEach(printings, ({ print }) => print.key).filter(({ print }) => !seen.prints.has(print.key));
  const gameId = await lockGame(tx, job.game);
  const sets = await writeSets(
    tx,
    gameId,
    // What describes a set comes before what only hints at it.
    firstOfEach(
      [...setRecords, ...fresh.map(({ set }) => set)].sort((a, b) => Number(a.stub) - Number(b.stub)),
      ({ key }) => key,
    ),
    seen.sets,
  );
  const cards = await writeCards(
    tx,
    gameId,
    firstOfEach(
      fresh.map(({ card }) => card),
      ({ key }) => key,
    ),
    seen.cards,
  );
  const prints = await writePrints(
    tx,
    gameId,
    fresh.map(({ print: { prices: _prices, ...content }, card, set }) => ({
      ...content,
      cardId: idOf(cards, card.key),
      setId: idOf(sets, set.key),
    })),
  );
  const textChanged = await refreshPrintSearch(tx, {
    printIds: [...prints.created, ...prints.changed].map((key) => idOf(prints, key)),
    cardIds: [...cards.changed].map((key) => idOf(cards, key)),
    setIds: [...sets.changed].map((key) => idOf(sets, key)),
  });
  await countCards(tx, gameId, sets.created.size, cards.created.size);
  const differs = ({ print, card }: NeutralPrinting) =>
    prints.changed.has(print.key) || (cards.changed.has(card.key) && !prints.created.has(print.key));
  const setKeys = setRecords.map(({ key }) => key);
  const created = prints.created.size + setKeys.filter((key) => sets.created.has(key)).length;
  const updated = fresh.filter(differs).length + setKeys.filter((key) => sets.changed.has(key)).length;
  return {
    created,
    updated,
    unchanged: printings.length + setRecords.length - created - updated,
    textChanged,
    prices: fresh.flatMap(({ print }): ObservedPrice[] =>
      print.prices.map((price) => ({ ...price, printId: idOf(prints, print.key) })),
    ),
  };
}

/** One import of a game writes at a time, so that what it has looked at stays so; others wait for the end of its batch. */
async function lockGame(tx: EntityManager, code: GameCode): Promise<string> {
  const [game] = await tx.query<{ id: string }[]>('SELECT id FROM games WHERE code = $1 FOR NO KEY UPDATE', [code]);
  if (!game) throw new Error(`the catalog has no game ${code}`);
  return game.id;
}

async function countCards(tx: EntityManager, gameId: string, sets: number, cards: number): Promise<void> {
  if (sets + cards === 0) return;
  await tx.query(
    'UPDATE games SET card_set_count = card_set_count + $2, card_count = card_count + $3 WHERE id = $1',
    [gameId, sets, cards],
  );
}

function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}

function idOf({ idOf: ids }: WrittenRows, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the batch did not write ${key}`);
  return id;
}

function problemsIn(records: readonly PlacedRecord[]): NewProblem[] {
  return records.flatMap(({ file, line, parsed }) =>
    parsed.kind === 'problem' ? [{ file, line, recordId: parsed.recordId, message: parsed.message }] : [],
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
