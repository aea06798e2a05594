import { isDataError } from '../persistence/data-errors.ts';
import type { Checkpoint, ImportJobRow } from '../persistence/rows.ts';
import { followPrints } from './follow-prints.ts';
import { importBatch, type BatchOutcome } from './import-batch.ts';
import { holdJob, type ImportRun } from './import-run.ts';
import type { ReadBatch } from './import-reader.ts';
import type { PreparedRecord } from './prepare-record.ts';

export interface BatchWriter {
  /** Writes a batch, in the order in which they are read, and answers whether it wrote anything. */
  write(batch: ReadBatch): Promise<boolean>;
}

/**
 * Writes records a batch at a time, with the job's progress, from a checkpoint on. When the database refuses something in
 * a batch, its halves are tried, and so on down to the record that is to blame, which becomes a problem; so one record stops no import.
 */
export function createBatchWriter(run: ImportRun, job: ImportJobRow, from: Checkpoint): BatchWriter {
  const { database, now } = run;
  const described = new Set<string>();
  let done = from.done;

  async function write(
    records: readonly PreparedRecord[],
    rows: Uint8Array,
    bytes: number,
  ): Promise<BatchOutcome> {
    const checkpoint = { done: done + records.length, fingerprint: from.fingerprint, bytes };
    try {
      const outcome = await database.transaction(job.tenantId, async (tx) => {
        await holdJob(tx, run, job.id, true);
        return importBatch(
          tx,
          { ...job, jobId: job.id },
          { records, rows },
          { described, checkpoint },
          now(),
        );
      });
      done = checkpoint.done;
      for (const record of records)
        if (record.outcome.kind === 'set' && !record.outcome.set.stub) described.add(record.outcome.set.key);
      return outcome;
    } catch (error) {
      if (!isDataError(error)) throw error;
      const [only, ...others] = records;
      if (only && others.length === 0) return write([blamed(only, error)], rows, bytes);
      const half = Math.ceil(records.length / 2);
      const first = await write(records.slice(0, half), rows, bytes);
      const second = await write(records.slice(half), rows, bytes);
      return { follow: first.follow || second.follow, wrote: first.wrote || second.wrote };
    }
  }

  return {
    async write({ records, rows, bytes, described: before }) {
      for (const key of before) described.add(key);
      const { follow, wrote } = await write(records, rows, bytes);
      if (follow) await followPrints(database, job.correlationId, now, run.signal);
      return wrote;
    },
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
