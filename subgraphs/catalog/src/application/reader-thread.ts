import { once } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { fileProblem, readPrintings, type ReadRecord } from '../import/read-printings.ts';
import { sourceOf } from '../import/sources/registry.ts';
import { BATCHES_AHEAD, type ReaderDemand, type ReaderMessage, type ReadingOrder } from './import-reader.ts';
import { createBatchMaker } from './prepare-batch.ts';

/** Records of one transaction; or printings, where a record holds many (a Yu-Gi-Oh! card up to sixty). */
const BATCH_RECORDS = 1_000;
const BATCH_PRINTINGS = 2_000;

/** What `openImportReader` starts: reads all records of an import and hands them over a batch at a time, as far ahead as it may. */
async function main(order: ReadingOrder): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this is the program of a thread: openImportReader starts it');
  const meter = { bytes: 0 };
  const demand = { room: BATCHES_AHEAD, words: true };
  const maker = createBatchMaker(order.game);
  port.on('message', ({ words, memory }: ReaderDemand) => {
    demand.room += 1;
    demand.words = words;
    if (memory) maker.giveBack(memory);
  });
  let read = 0;
  let described: string[] = [];

  async function handOver(to: MessagePort): Promise<void> {
    if (maker.size.records === 0) return;
    while (demand.room === 0) await once(to, 'message');
    demand.room -= 1;
    const batch = maker.take();
    const message: ReaderMessage = { batch, described, bytes: meter.bytes };
    to.postMessage(message, [batch.rows.buffer]);
    described = [];
  }

  for await (const record of all(order, meter)) {
    read += 1;
    if (read <= order.done) {
      const { outcome } = record;
      if (outcome.kind === 'set' && !outcome.set.stub) described.push(outcome.set.key);
      maker.pass(record);
    } else {
      maker.add(record, { everyCard: order.everyCard, withWords: demand.words });
      const { records, printings } = maker.size;
      if (records >= BATCH_RECORDS || printings >= BATCH_PRINTINGS) await handOver(port);
    }
  }
  await handOver(port);
  const end: ReaderMessage = null;
  port.postMessage(end, []);
}

async function* all(
  order: ReadingOrder,
  meter: { bytes: number },
): AsyncGenerator<ReadRecord, void, undefined> {
  const source = sourceOf(order.game, order.source);
  if (!source) throw new Error(`${order.game} has no data in the format ${order.source}`);
  for (const problem of order.problems) yield fileProblem(problem);
  yield* readPrintings(order.files, source, meter, order.everyCard);
}

await main(workerData as ReadingOrder);
