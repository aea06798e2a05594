import type { ReadRecord } from '../import/read-printings.ts';
import { isDataError } from '../persistence/data-errors.ts';
import { renewLease } from '../persistence/import-jobs.ts';
import type { Checkpoint, ImportJobRow } from '../persistence/rows.ts';
import { followPrints } from './follow-prints.ts';
import { importBatch } from './import-batch.ts';
import type { ImportRun } from './import-run.ts';

/** Records of one transaction; or printings, where a record holds many (a Yu-Gi-Oh! card up to sixty). */
const BATCH_RECORDS = 1_000;
const BATCH_PRINTINGS = 2_000;

export interface BatchWriter {
  /** Takes the next record, in the order in which they are read from the start; what is done already is dropped. */
  take(record: ReadRecord): Promise<void>;
  /** Writes what was taken since the last batch. */
  flush(): Promise<void>;
}

/**
 * Gathers records and writes them a batch at a time, with the job's progress, from a checkpoint on. When the database refuses something in
 * a batch, its halves are tried, and so on down to the record that is to blame, which becomes a problem; so one record stops no import.
 */
export function createBatchWriter(run: ImportRun, job: ImportJobRow, from: Checkpoint): BatchWriter {
  const { database, owner, leaseSeconds, now } = run;
  const described = new Set<string>();
  let read = 0;
  let done = from.done;
  let batch: ReadRecord[] = [];
  let printings = 0;

  async function write(records: readonly ReadRecord[]): Promise<boolean> {
    const checkpoint = { done: done + records.length, fingerprint: from.fingerprint };
    try {
      const { follow } = await database.transaction(job.tenantId, async (tx) => {
        await renewLease(tx, job.id, owner, leaseSeconds, true);
        return importBatch(tx, { ...job, jobId: job.id }, records, { described, checkpoint }, now());
      });
      done = checkpoint.done;
      noteDescribed(records);
      return follow;
    } catch (error) {
      if (!isDataError(error)) throw error;
      const [only, ...others] = records;
      if (only && others.length === 0) return write([blamed(only, error)]);
      const half = Math.ceil(records.length / 2);
      const first = await write(records.slice(0, half));
      return (await write(records.slice(half))) || first;
    }
  }

  function noteDescribed(records: readonly ReadRecord[]): void {
    for (const { outcome } of records)
      if (outcome.kind === 'set' && !outcome.set.stub) described.add(outcome.set.key);
  }

  async function flush(): Promise<void> {
    if (batch.length === 0) return;
    const records = batch;
    batch = [];
    printings = 0;
    if (await write(records)) await followPrints(database, job.correlationId, now, run.signal);
  }

  return {
    async take(record) {
      read += 1;
      if (read <= from.done) return noteDescribed([record]);
      batch.push(record);
      printings += record.outcome.kind === 'printings' ? record.outcome.printings.length : 0;
      if (batch.length >= BATCH_RECORDS || printings >= BATCH_PRINTINGS) await flush();
    },
    flush,
  };
}

/** A record that the database does not take; one that is a problem already is refused for its words, which are dropped. */
function blamed(record: ReadRecord, error: unknown): ReadRecord {
  const { outcome } = record;
  const reason = error instanceof Error ? error.message : String(error);
  if (outcome.kind === 'problem') throw new Error('a problem could not be noted', { cause: error });
  return {
    ...record,
    repeated: 0,
    outcome: {
      kind: 'problem',
      recordId: outcome.recordId,
      message: `The database refuses the record: ${reason}`,
    },
  };
}
