import type { Caller } from '@longbox/identity';
import { isId } from '@longbox/ids';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { Condition, Edition, Finish, ListedPrint, RefusalCode } from '../domain/catalog.ts';
import { finishesOf } from '../domain/listing.ts';
import { copyOfLine } from '../domain/match-stock.ts';
import { InputCheck } from '../domain/text-checks.ts';
import { askToCancel } from '../persistence/import-jobs.ts';
import { listedPrintsById } from '../persistence/listed-prints.ts';
import {
  appliedBefore,
  backToReview,
  endStockImport,
  enqueueStockImport,
  lockStockImport,
  type StockImportRow,
} from '../persistence/stock-imports.ts';
import {
  decideStockLines,
  lockStockLines,
  type StockDecision,
  type StockLineRow,
} from '../persistence/stock-lines.ts';

/** What a person says of a line: the schema's `StockLineDecisionInput`. */
export interface LineDecision {
  readonly line: number;
  readonly printId?: string | null | undefined;
  readonly condition?: Condition | null | undefined;
  readonly finish?: Finish | null | undefined;
  readonly edition?: Edition | null | undefined;
  readonly reject?: boolean;
}

/** The schema says so too. */
const MOST_DECISIONS = 250;

const NONE = 'There is no stock import of this id.';

/**
 * Decides lines of an import that is read, all of them or none. Refuses lines that are not there, are applied already or say nothing that could be applied, printings that are
 * not there, and finishes and editions that a printing does not come in. Answers the lines in the order of the decisions.
 */
export async function reviewStockLines(
  tx: EntityManager,
  { store }: Caller,
  importId: string,
  decisions: readonly LineDecision[],
): Promise<Outcome<readonly StockLineRow[], RefusalCode>> {
  const path = ['input', 'decisions'];
  if (decisions.length === 0) return refuse('REQUIRED', 'Decide at least one line.', path);
  if (decisions.length > MOST_DECISIONS)
    return refuse('TOO_MANY', `At most ${MOST_DECISIONS} lines are decided in one call.`, path);
  const job = await lock(tx, store.id, importId);
  if (!job) return refuse('NOT_FOUND', NONE, ['input', 'importId']);
  if (job.status !== 'REVIEW' && job.status !== 'APPLIED')
    return refuse('WRONG_STATE', `Lines are decided when they are read; this import is ${job.status}.`, [
      'input',
      'importId',
    ]);
  const rows = await lockStockLines(
    tx,
    job,
    decisions.map(({ line }) => line),
  );
  const ids = decisions.flatMap(({ printId }) =>
    printId != null && isId(printId) ? printId.toLowerCase() : [],
  );
  const prints = new Map((await listedPrintsById(tx, [...new Set(ids)])).map((print) => [print.id, print]));
  const lines = new Map(rows.map((row) => [row.line, row]));
  const check = new InputCheck();
  const seen = new Set<number>();
  const decided = decisions.flatMap((decision, index) => {
    const at = [...path, index];
    if (seen.has(decision.line)) check.refuse('TAKEN', 'This line is decided twice.', [...at, 'line']);
    seen.add(decision.line);
    const row = lines.get(decision.line);
    return row ? decide(check, decision, row, prints, at) : missing(check, at);
  });
  if (check.refusals.length > 0) return refuseAll(check.refusals);
  const changed = new Map((await decideStockLines(tx, job, decided)).map((row) => [row.line, row]));
  return accept(decisions.flatMap(({ line }) => changed.get(line) ?? []));
}

function missing(check: InputCheck, at: readonly (string | number)[]): [] {
  check.refuse('NOT_FOUND', 'The file has no such line.', [...at, 'line']);
  return [];
}

function decide(
  check: InputCheck,
  decision: LineDecision,
  row: StockLineRow,
  prints: ReadonlyMap<string, ListedPrint>,
  at: readonly (string | number)[],
): StockDecision[] {
  const { line } = decision;
  const refuseAt = (code: RefusalCode, message: string, name: string): [] => {
    check.refuse(code, message, [...at, name]);
    return [];
  };
  if (row.appliedAt) return refuseAt('WRONG_STATE', 'This line is applied already.', 'line');
  if (decision.reject && decision.printId != null)
    return refuseAt('INVALID', 'Give either a printing or `reject: true`.', 'reject');
  if (decision.reject) {
    const nothing = { printId: null, condition: null, finish: null, edition: null };
    return [{ line, status: 'REJECTED', ...nothing }];
  }
  if (row.quantity === null)
    return refuseAt('INVALID', 'This line says no quantity that could be applied.', 'line');
  const print = prints.get(decision.printId?.toLowerCase() ?? '');
  if (!print)
    return decision.printId == null
      ? refuseAt('REQUIRED', 'Give a printing or `reject: true`.', 'printId')
      : refuseAt('NOT_FOUND', 'There is no printing of this id.', 'printId');
  const condition = decision.condition ?? row.condition;
  if (condition === null) return refuseAt('REQUIRED', 'The line says no condition: give one.', 'condition');
  const edition = decision.edition ?? row.edition ?? 'UNLIMITED';
  if (edition === 'FIRST' && !print.firstEdition)
    return refuseAt('INVALID', 'The printing does not come in first edition.', 'edition');
  if (decision.finish != null && !finishesOf(print.finishes).includes(decision.finish))
    return refuseAt('INVALID', 'The printing does not come in this finish.', 'finish');
  const finish = decision.finish ?? row.finish;
  const copy = copyOfLine({ condition, finish, edition }, print.finishes);
  return [{ line, status: 'CONFIRMED', printId: print.id, ...copy }];
}

/**
 * Puts an import into the queue to be applied. One that is being applied already is left to it. Refuses one that is not read yet or is over, and a file that was applied to the
 * same location before, as another import.
 */
export async function applyStockImport(
  tx: EntityManager,
  { store, subject: by }: Caller,
  id: string,
  at: Date,
): Promise<Outcome<string, RefusalCode>> {
  const job = await lock(tx, store.id, id);
  if (!job) return refuse('NOT_FOUND', NONE, ['id']);
  if (job.status === 'APPLYING') return accept(job.id);
  if (job.status !== 'REVIEW' && job.status !== 'APPLIED')
    return refuse('WRONG_STATE', `An import is applied when it is read; this one is ${job.status}.`, ['id']);
  const before = await appliedBefore(tx, job);
  if (before)
    return refuse(
      'TAKEN',
      `This file was applied on ${before.appliedAt.toISOString()} already, as the import ${before.id}: export it anew.`,
      ['id'],
    );
  await enqueueStockImport(tx, job, { status: 'APPLYING', by, at });
  return accept(job.id);
}

/**
 * Ends an import: one that waits or is looked at at once, one that a worker has after the batch in hand. One that is being applied waits for a person again, with what is left.
 */
export async function cancelStockImport(
  tx: EntityManager,
  { store }: Caller,
  id: string,
  now: Date,
): Promise<Outcome<string, RefusalCode>> {
  // The queue first, as its worker takes them.
  const queued = isId(id) ? await askToCancel(tx, id, store.id, 'STOCK') : null;
  const job = await lock(tx, store.id, id);
  if (!job) return refuse('NOT_FOUND', NONE, ['id']);
  if (job.finishedAt) return refuse('WRONG_STATE', `This import is over: ${job.status}.`, ['id']);
  if (!queued?.held) {
    if (job.status === 'APPLYING') await backToReview(tx, job);
    else await endStockImport(tx, job, 'CANCELLED', now);
  }
  return accept(job.id);
}

function lock(tx: EntityManager, tenantId: string, id: string): Promise<StockImportRow | null> {
  return isId(id) ? lockStockImport(tx, { id: id.toLowerCase(), tenantId }) : Promise.resolve(null);
}
