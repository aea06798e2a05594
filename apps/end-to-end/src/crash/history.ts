import {
  ALL_TOPICS,
  decodeEvent,
  deadLetterTopic,
  isEventType,
  type EventPayloads,
  type EventType,
  type InspectableLog,
  type StoredEvent,
} from '@longbox/events';

/** An event of the log, at the place where it first came; a relay that died before the mark publishes it again. */
export interface Told<T extends EventType = EventType> {
  readonly id: string;
  readonly topic: string;
  readonly type: T;
  readonly key: string;
  readonly data: EventPayloads[T];
}

export interface History {
  /** Each event once, for each key in the order of the log. */
  readonly events: readonly Told[];
  /** How often an event came again. */
  readonly repeated: number;
  /** What stands in the dead letters, in words. */
  readonly deadLetters: readonly string[];
}

/** Reads everything that the log keeps, from its first record, dead letters included. */
export async function readHistory({ inspection }: InspectableLog): Promise<History> {
  const extents = await inspection.extents(ALL_TOPICS.map(({ name }) => name));
  const seen: StoredEvent[] = [];
  await inspection.scan(
    extents.map(({ topic, partition, first: from, end: to }) => ({ topic, partition, from, to })),
    (records) => {
      seen.push(...records);
      return Promise.resolve('more');
    },
  );
  return historyOf(seen);
}

const DEAD = new Set(ALL_TOPICS.map(({ name }) => deadLetterTopic(name)));

function historyOf(seen: readonly StoredEvent[]): History {
  const events = new Map<string, Told>();
  const deadLetters: string[] = [];
  let repeated = 0;
  for (const { topic, key, headers, payload } of seen) {
    const { ce_id: id = '', ce_type: name = '' } = headers;
    if (DEAD.has(topic)) {
      const { dl_consumer: consumer, dl_reason: reason, dl_error: error = '' } = headers;
      deadLetters.push(`${consumer} gave ${name} of ${key} up: ${reason}, ${error.split('\n')[0]}`);
      continue;
    }
    const type = name.split('.').at(-1) ?? '';
    if (!isEventType(type)) throw new Error(`${topic} holds a ${name}`);
    if (events.has(id)) repeated += 1;
    else events.set(id, { id, topic, type, key, data: decodeEvent(type, payload) });
  }
  return { events: [...events.values()], repeated, deadLetters };
}

export function isOfType<T extends EventType>(type: T): (event: Told) => event is Told<T> {
  return (event): event is Told<T> => event.type === type;
}
