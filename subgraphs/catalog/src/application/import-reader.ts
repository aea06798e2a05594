import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CatalogSource, GameCode } from '../domain/catalog.ts';
import type { FileProblem, ImportFile } from '../import/find-files.ts';
import type { PreparedBatch } from './prepared-batch.ts';

/** What is to be read, and from where on. */
export interface ReadingOrder {
  readonly game: GameCode;
  readonly source: CatalogSource;
  readonly files: readonly ImportFile[];
  readonly problems: readonly FileProblem[];
  /** So many records are in: they are read and dropped. */
  readonly done: number;
  /** Whether each printing is to say all of its card, and not only the first one of the card. */
  readonly everyCard: boolean;
}

/** What was read for one transaction. */
export interface ReadBatch {
  readonly batch: PreparedBatch;
  /** Keys of the sets that records before these have described and that no batch has told of. */
  readonly described: readonly string[];
  /** Bytes of the files that are read by then. */
  readonly bytes: number;
}

/** What the thread says: a batch, or null at the end. */
export type ReaderMessage = ReadBatch | null;

/** What the thread is told: there is room for one more batch. */
export interface ReaderDemand {
  /** Whether the words of what it reads are likely to be needed, because rows are being written and not only compared. */
  readonly words: boolean;
  /** The memory of the batch before, for one to come; null for the first one. */
  readonly memory: ArrayBuffer | null;
}

/** What reads an import's files. */
export interface ImportReader {
  /** The next batch, after which the rows of the one before are gone; null when there are no more, and when the signal is aborted. Throws what reading threw. `words`: see `ReaderDemand`. */
  next(words: boolean): Promise<ReadBatch | null>;
  close(): Promise<void>;
}

const THREAD = join(import.meta.dirname, 'reader-thread.ts');

/** Batches that are ready before they are asked for, some three megabytes each: while one is written the next one is at hand. */
export const BATCHES_AHEAD = 2;

/**
 * Reads files in a thread of its own, because taking apart a record and writing one take about the same time, and each would wait for the
 * other. To be closed, also after an error.
 */
export function openImportReader(order: ReadingOrder, signal: AbortSignal): ImportReader {
  const thread = new Worker(THREAD, { workerData: order });
  const state: { readonly ready: ReaderMessage[]; failure?: unknown; inHand: ArrayBuffer | null } = {
    ready: [],
    inHand: null,
  };
  let wake = () => {};
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => {
      state.failure ??= new Error('the thread that reads an import has ended before its files');
      resolve();
      wake();
    });
  });
  thread.on('message', (message: ReaderMessage) => {
    state.ready.push(message);
    wake();
  });
  thread.once('error', (error) => {
    state.failure = error;
    wake();
  });
  const stop = () => wake();
  signal.addEventListener('abort', stop);

  return {
    async next(words) {
      while (state.ready.length === 0 && state.failure === undefined && !signal.aborted)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (signal.aborted) return null;
      const batch = state.ready.shift();
      if (batch === undefined) throw state.failure;
      const { inHand } = state;
      const demand: ReaderDemand = { words, memory: inHand };
      thread.postMessage(demand, inHand ? [inHand] : []);
      state.inHand = batch?.batch.rows.buffer ?? null;
      return batch;
    },
    async close() {
      signal.removeEventListener('abort', stop);
      await thread.terminate();
      await ended;
    },
  };
}
