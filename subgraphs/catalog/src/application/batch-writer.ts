import { isDataError } from '../persistence/data-errors.ts';
import type { Checkpoint, ImportJobRow } from '../persistence/rows.ts';
import { followPrints } from './follow-prints.ts';
import { importBatch, type BatchOutcome } from './import-batch.ts';
import { holdJob, type ImportRun } from './import-run.ts';
import type { ReadBatch } from './import-reader.ts';
import { othersIn, setRecordsIn, type BatchPart } from './prepared-batch.ts';

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

  async function write(part: BatchPart, bytes: number): Promise<BatchOutcome> {
    const size = part.to - part.from;
    const checkpoint = { done: done + size, fingerprint: from.fingerprint, bytes };
    try {
      const outcome = await database.transaction(job.tenantId, async (tx) => {
        await holdJob(tx, run, job.id, true);
        return importBatch(tx, { ...job, jobId: job.id }, part, { described, checkpoint }, now());
      });
      done = checkpoint.done;
      for (const { key, stub } of setRecordsIn(part)) if (!stub) described.add(key);
      return outcome;
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (size === 1) return write(blamed(part, error), bytes);
      const middle = part.from + Math.ceil(size / 2);
      const first = await write({ ...part, to: middle }, bytes);
      const second = await write({ ...part, from: middle }, bytes);
      return { follow: first.follow || second.follow, wrote: first.wrote || second.wrote };
    }
  }

  return {
    async write({ batch, bytes, described: before }) {
      for (const key of before) described.add(key);
      const { follow, wrote } = await write({ batch, from: 0, to: batch.records.ids.length }, bytes);
      if (follow) await followPrints(database, job.correlationId, now, run.signal);
      return wrote;
    },
  };
}

/** A record that the database does not take; one that is a problem already is refused for its words, which are dropped. */
function blamed(part: BatchPart, error: unknown): BatchPart {
  const reason = error instanceof Error ? error.message : String(error);
  if (othersIn(part).some(({ outcome }) => outcome.kind === 'problem'))
    throw new Error('a problem could not be noted', { cause: error });
  const recordId = part.batch.records.ids[part.from] ?? null;
  return {
    ...part,
    refused: { kind: 'problem', recordId, message: `The database refuses the record: ${reason}` },
  };
}
