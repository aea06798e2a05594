import type { ReadMeter, ReadRecord } from '../import/read-printings.ts';
import { isDataError } from '../persistence/data-errors.ts';
import type { Checkpoint, ImportJobRow } from '../persistence/rows.ts';
import { followPrints } from './follow-prints.ts';
import { importBatch } from './import-batch.ts';
import { holdJob, type ImportRun } from './import-run.ts';
import { prepareRecord, type PreparedRecord } from './prepare-record.ts';

/** Records of one transaction; or printings, where a record holds many (a Yu-Gi-Oh! card up to sixty). */
const BATCH_RECORDS = 1_000;
const BATCH_PRINTINGS = 2_000;

export interface BatchWriter {
  /** Takes the next record, in the order in which they are read from the start; what is done already is dropped. */
  take(record: ReadRecord): Promise<void>;
  /** Writes what was taken since the last batch, and waits until all that was taken is written. */
  flush(): Promise<void>;
  /** Waits until the batch in hand is written; what was taken since is left. */
  settle(): Promise<void>;
}

/**
 * Gathers records and writes them a batch at a time, with the job's progress, from a checkpoint on. When the database refuses something in
 * a batch, its halves are tried, and so on down to the record that is to blame, which becomes a problem; so one record stops no import.
 */
export function createBatchWriter(
  run: ImportRun,
  job: ImportJobRow,
  from: Checkpoint,
  meter: ReadMeter,
): BatchWriter {
  const { database, now } = run;
  const described = new Set<string>();
  let read = 0;
  let done = from.done;
  let batch: PreparedRecord[] = [];
  let printings = 0;
  let inHand: Promise<void> = Promise.resolve();

  async function write(records: readonly PreparedRecord[], bytes: number): Promise<boolean> {
    const checkpoint = { done: done + records.length, fingerprint: from.fingerprint, bytes };
    try {
      const { follow } = await database.transaction(job.tenantId, async (tx) => {
        await holdJob(tx, run, job.id, true);
        return importBatch(tx, { ...job, jobId: job.id }, records, { described, checkpoint }, now());
      });
      done = checkpoint.done;
      noteDescribed(records);
      return follow;
    } catch (error) {
      if (!isDataError(error)) throw error;
      const [only, ...others] = records;
      if (only && others.length === 0) return write([blamed(only, error)], bytes);
      const half = Math.ceil(records.length / 2);
      const first = await write(records.slice(0, half), bytes);
      return (await write(records.slice(half), bytes)) || first;
    }
  }

  function noteDescribed(records: readonly (ReadRecord | PreparedRecord)[]): void {
    for (const { outcome } of records)
      if (outcome.kind === 'set' && !outcome.set.stub) described.add(outcome.set.key);
  }

  async function writeAndFollow(records: readonly PreparedRecord[], bytes: number): Promise<void> {
    if (await write(records, bytes)) await followPrints(database, job.correlationId, now, run.signal);
  }

  /** Begins to write what was taken when the batch before is written; the next records are read meanwhile. */
  async function begin(): Promise<void> {
    await inHand;
    if (batch.length === 0) return;
    inHand = writeAndFollow(batch, meter.bytes);
    // Whoever waits for it next is told.
    inHand.catch(() => undefined);
    batch = [];
    printings = 0;
  }

  return {
    async take(record) {
      read += 1;
      if (read <= from.done) return noteDescribed([record]);
      batch.push(prepareRecord(record));
      printings += record.outcome.kind === 'printings' ? record.outcome.printings.length : 0;
      if (batch.length >= BATCH_RECORDS || printings >= BATCH_PRINTINGS) await begin();
    },
    async flush() {
      await begin();
      await inHand;
    },
    settle: () => inHand,
  };
}

/** A record that the database does not take; one that is a problem already is refused for its words, which are dropped. */
function blamed(record: PreparedRecord, error: unknown): PreparedRecord {
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
