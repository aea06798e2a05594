import { TOPICS, type EventType } from './generated.ts';

/** One entry of the catalogue `schema/events/topics.json`. */
export interface Topic {
  readonly name: string;
  /** The subgraph that alone publishes to it. */
  readonly owner: string;
  /** What the key of its events is, in words. */
  readonly key: string;
  readonly partitions: number;
  readonly retentionDays: number;
  readonly types: readonly EventType[];
}

const DEAD_LETTERS = '.dead-letters';

/** A person looks at dead letters; until then they wait. */
const DEAD_LETTER_RETENTION_DAYS = 90;

const topicOfType = new Map<EventType, Topic>(
  TOPICS.flatMap((topic: Topic) => topic.types.map((type): [EventType, Topic] => [type, topic])),
);

/** The topic to which events of the type are published. */
export function topicOf(type: EventType): Topic {
  const topic = topicOfType.get(type);
  if (topic === undefined) throw new RangeError(`${type} stands in no topic of schema/events/topics.json`);
  return topic;
}

/** Where what cannot be handled is parked: one topic beside each, for all consumers. */
export function deadLetterTopic(topic: string): string {
  return `${topic}${DEAD_LETTERS}`;
}

/**
 * What became of dead letters: one record for each that was replayed or dropped (docs/decisions/0006). It is kept longer than they are, so
 * that none comes back as if nobody had looked at it; Kafka deletes by the segment, some days late.
 */
export const RESOLUTIONS: Topic = {
  name: 'dead-letter-resolutions',
  owner: 'operations',
  key: 'dead letter id',
  partitions: 1,
  retentionDays: 2 * DEAD_LETTER_RETENTION_DAYS,
  types: [],
};

/**
 * Every topic that an event log must have: the declared ones, the dead letters of each (one partition, no types of their own), and what
 * became of those.
 */
export const ALL_TOPICS: readonly Topic[] = [
  ...TOPICS.flatMap((topic: Topic): Topic[] => [
    topic,
    {
      ...topic,
      name: deadLetterTopic(topic.name),
      partitions: 1,
      retentionDays: DEAD_LETTER_RETENTION_DAYS,
      types: [],
    },
  ]),
  RESOLUTIONS,
];
