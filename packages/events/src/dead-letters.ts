import { DEAD_LETTER_PREFIX, REPLAYED_TO, resolutionOf, type Resolution } from './dead-letter.ts';
import type { EventRecord, InspectableLog, Range, StoredEvent } from './port.ts';
import { ALL_TOPICS, RESOLUTIONS, deadLetterTopic, type Topic } from './topics.ts';

/** A parked event as a person looks at it. */
export interface DeadLetter {
  /** The topic that it came from and its place among that topic's dead letters, such as `orders.orders/17`. */
  readonly id: string;
  /** Where it stood: the topic it came from, and to which it goes when it is replayed. */
  readonly topic: string;
  readonly partition: string;
  readonly offset: string;
  readonly consumer: string;
  readonly reason: string;
  readonly error: string;
  readonly attempts: number;
  /** When it was given up; null for a record that does not say so. */
  readonly at: Date | null;
  readonly type: string | undefined;
  readonly eventId: string | undefined;
  readonly record: StoredEvent;
  /** What became of it; undefined while it waits for somebody. */
  readonly resolution: Resolution | undefined;
}

export interface DeadLetterFilter {
  /** The topic that they came from. */
  readonly topic?: string | undefined;
  readonly consumer?: string | undefined;
  /** Goes on behind this one. */
  readonly after?: string | undefined;
  /** So many at most. */
  readonly limit: number;
  /** Also those that were replayed or dropped. */
  readonly done?: boolean | undefined;
}

export interface DeadLetterPage {
  /** By topic, the oldest first. */
  readonly letters: readonly DeadLetter[];
  /** Whether there are more behind the last one. */
  readonly more: boolean;
}

/** What came of the wish to replay or drop one. */
export type Settled = 'settled' | 'unknown' | 'already settled';

export interface DeadLetters {
  /** Throws a RangeError for a topic that has no dead letters, or an `after` that is no id. */
  list(filter: DeadLetterFilter): Promise<DeadLetterPage>;
  find(id: string): Promise<DeadLetter | undefined>;
  /**
   * Publishes the event again to its own topic with its own headers, for the consumer that gave it up alone, and marks the dead letter
   * as done. A crash in between leaves it to be replayed again, which that consumer's inbox knows.
   */
  replay(id: string): Promise<Settled>;
  /** Marks it as done without an effect. The reason is kept. */
  drop(id: string, reason: string): Promise<Settled>;
}

/** The dead letters of a log. Looks at the log each time; keeps nothing. */
export function deadLettersOf(log: InspectableLog, topics: readonly Topic[] = ALL_TOPICS): DeadLetters {
  const names = new Set(topics.map(({ name }) => name));
  /** The topics that have dead letters. */
  const sources = [...names].filter((name) => names.has(deadLetterTopic(name))).toSorted();

  async function rangeOf(topic: string, from: bigint): Promise<Range[]> {
    const extents = await log.inspection.extents([topic]);
    return extents.map(({ first, end, ...place }) => ({
      ...place,
      from: from > first ? from : first,
      to: end,
    }));
  }

  /** What became of each, by its id. As many as there are dead letters at most, each some hundred bytes. */
  async function resolutions(): Promise<ReadonlyMap<string, Resolution>> {
    const found = new Map<string, Resolution>();
    await log.inspection.scan(await rangeOf(RESOLUTIONS.name, 0n), async (records) => {
      for (const { key, headers } of records) {
        const action = headers['dl_action'] === 'replayed' ? 'replayed' : 'dropped';
        found.set(key, {
          action,
          reason: headers['dl_reason'] ?? '',
          at: new Date(headers['dl_time'] ?? ''),
        });
      }
      return 'more';
    });
    return found;
  }

  async function list(filter: DeadLetterFilter): Promise<DeadLetterPage> {
    const { topic, consumer, limit, done = false } = filter;
    if (topic !== undefined && !sources.includes(topic))
      throw new RangeError(`there are no dead letters of ${topic}; the topics are ${sources.join(', ')}`);
    const after = filter.after === undefined ? undefined : placeOf(filter.after);
    const settled = await resolutions();
    const letters: DeadLetter[] = [];
    for (const source of topic === undefined ? sources : [topic]) {
      if (letters.length > limit) break;
      if (after !== undefined && source < after.topic) continue;
      const from = after?.topic === source ? after.offset + 1n : 0n;
      await log.inspection.scan(await rangeOf(deadLetterTopic(source), from), async (records) => {
        for (const record of records) {
          const letter = letterOf(source, record, settled);
          if ((done || letter.resolution === undefined) && (consumer ?? letter.consumer) === letter.consumer)
            letters.push(letter);
          if (letters.length > limit) return 'enough';
        }
        return 'more';
      });
    }
    return { letters: letters.slice(0, limit), more: letters.length > limit };
  }

  async function find(id: string): Promise<DeadLetter | undefined> {
    const { topic, offset } = placeOf(id);
    if (!sources.includes(topic)) return undefined;
    const [range] = await rangeOf(deadLetterTopic(topic), offset);
    if (range?.from !== offset || range.from >= range.to) return undefined;
    const settled = await resolutions();
    let letter: DeadLetter | undefined;
    await log.inspection.scan([{ ...range, to: offset + 1n }], async ([record]) => {
      letter = record && letterOf(topic, record, settled);
      return 'enough';
    });
    return letter;
  }

  async function settle(
    id: string,
    resolution: Omit<Resolution, 'at'>,
    before: (letter: DeadLetter) => readonly EventRecord[],
  ): Promise<Settled> {
    const letter = await find(id);
    if (letter === undefined) return 'unknown';
    if (letter.resolution !== undefined) return 'already settled';
    const records = before(letter);
    if (records.length > 0) await log.publish(records);
    await log.publish([resolutionOf(id, { ...resolution, at: new Date() })]);
    return 'settled';
  }

  return {
    list,
    find,
    replay: (id) => settle(id, { action: 'replayed', reason: '' }, (letter) => [replayOf(letter)]),
    drop: (id, reason) => settle(id, { action: 'dropped', reason }, () => []),
  };
}

function placeOf(id: string): { topic: string; offset: bigint } {
  const [, topic, offset] = /^(.+)\/(\d{1,18})$/.exec(id) ?? [];
  if (topic === undefined || offset === undefined)
    throw new RangeError(`${id} is no dead letter’s id; one looks like orders.orders/17`);
  return { topic, offset: BigInt(offset) };
}

function letterOf(topic: string, record: StoredEvent, settled: ReadonlyMap<string, Resolution>): DeadLetter {
  const { headers } = record;
  const id = `${topic}/${record.offset}`;
  const at = new Date(headers['dl_time'] ?? '');
  return {
    id,
    topic,
    partition: headers['dl_partition'] ?? '?',
    offset: headers['dl_offset'] ?? '?',
    consumer: headers['dl_consumer'] ?? '?',
    reason: headers['dl_reason'] ?? '?',
    error: headers['dl_error'] ?? '',
    attempts: Number(headers['dl_attempts'] ?? 0),
    at: Number.isNaN(at.getTime()) ? null : at,
    type: headers['ce_type'],
    eventId: headers['ce_id'],
    record,
    resolution: settled.get(id),
  };
}

/** The event as it was, for one consumer. */
function replayOf({ topic, consumer, record }: DeadLetter): EventRecord {
  const own = Object.entries(record.headers).filter(([name]) => !name.startsWith(DEAD_LETTER_PREFIX));
  return {
    topic,
    key: record.key,
    payload: record.payload,
    headers: { ...Object.fromEntries(own), [REPLAYED_TO]: consumer },
  };
}
