import type { Kafka } from 'kafkajs';
import type { Range, StoredEvent } from '../port.ts';
import type { Ask } from './patient-admin.ts';
import { placeOf } from './places.ts';
import { openReader, type ReaderSettings } from './reader.ts';

/** The brokers have given nothing for so long although there is something: a consumer that was lost has another in its place by then. */
const SILENCE_MS = 60_000;

type Handle = (records: readonly StoredEvent[]) => Promise<'more' | 'enough'>;

/** Reads ranges of a log on Kafka. Throws when the brokers are silent for 60 s, and what `handle` throws. */
export async function scanRanges(
  kafka: Kafka,
  settings: ReaderSettings,
  ranges: readonly Range[],
  handle: Handle,
): Promise<void> {
  const left = await leftOf(settings.ask, ranges);
  if (left.size === 0) return;
  const over = Promise.withResolvers<void>();
  const state = { ended: false };
  const end = (settle: () => void) => {
    state.ended = true;
    settle();
  };
  const silence = setTimeout(
    () => end(() => over.reject(new Error(`Kafka gave nothing to read for ${SILENCE_MS / 1_000} s`))),
    SILENCE_MS,
  );
  const reader = await openReader(
    kafka,
    { ...settings, sideBySide: 1 },
    {
      from: [...left.values()].map(({ topic, partition, from }) => ({ topic, partition, offset: from })),
      async handle(records) {
        const [first] = records;
        const range = first && left.get(placeOf(first));
        const wanted = records.filter(({ offset }) => range && offset >= range.from && offset < range.to);
        if (state.ended || wanted.length === 0) return;
        silence.refresh();
        try {
          if ((await handle(wanted)) === 'enough') end(over.resolve);
        } catch (error) {
          end(() => over.reject(error));
        }
      },
      onRead(place, next) {
        const range = left.get(placeOf(place));
        if (range === undefined) return;
        if (next < range.to) left.set(placeOf(place), { ...range, from: next });
        else left.delete(placeOf(place));
        if (left.size === 0) end(over.resolve);
      },
    },
  ).catch((error: unknown) => {
    clearTimeout(silence);
    throw error;
  });
  try {
    await over.promise;
  } finally {
    clearTimeout(silence);
    await reader.stop();
  }
}

/** What is to be read of each partition, by its name: without what is not kept any more, and what is empty. */
async function leftOf(ask: Ask, ranges: readonly Range[]): Promise<Map<string, Range>> {
  const left = new Map<string, Range>();
  for (const topic of new Set(ranges.map((range) => range.topic))) {
    const offsets = await ask((of) => of.fetchTopicOffsets(topic));
    for (const range of ranges.filter((each) => each.topic === topic)) {
      const kept = offsets.find(({ partition }) => partition === range.partition);
      if (kept === undefined) throw new RangeError(`the event log has no ${placeOf(range)}`);
      const from = range.from < BigInt(kept.low) ? BigInt(kept.low) : range.from;
      const to = range.to > BigInt(kept.high) ? BigInt(kept.high) : range.to;
      if (from < to) left.set(placeOf(range), { ...range, from, to });
    }
  }
  return left;
}
