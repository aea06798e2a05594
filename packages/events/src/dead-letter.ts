import type { EventRecord, StoredEvent } from './port.ts';
import { RESOLUTIONS, deadLetterTopic } from './topics.ts';

/** How every header begins that a dead letter has and its event had not. */
export const DEAD_LETTER_PREFIX = 'dl_';

/** The header of an event that was replayed from the dead letters: the one consumer that it is for. */
export const REPLAYED_TO = 'dl_replayed_to';

/** Why a consumer gave an event up. */
export interface GivenUp {
  readonly consumer: string;
  /** `UNREADABLE`: not an event of Longbox; `FAILED`: its handler threw each time; `KILLED`: the process died each time. */
  readonly reason: 'UNREADABLE' | 'FAILED' | 'KILLED';
  readonly error: unknown;
  readonly attempts: number;
  readonly at: Date;
}

const LONGEST_ERROR = 4_000;

/**
 * The record that parks an event: its key, payload and headers as they were, and beside them what went wrong and where it stood. Taking
 * the headers that begin with `dl_` away gives the event back.
 */
export function deadLetterOf(
  event: StoredEvent,
  { consumer, reason, error, attempts, at }: GivenUp,
): EventRecord {
  return {
    topic: deadLetterTopic(event.topic),
    key: event.key,
    payload: event.payload,
    headers: {
      ...event.headers,
      dl_consumer: consumer,
      dl_reason: reason,
      dl_error: textOf(error).slice(0, LONGEST_ERROR),
      dl_attempts: String(attempts),
      dl_topic: event.topic,
      dl_partition: String(event.partition),
      dl_offset: event.offset.toString(),
      dl_time: at.toISOString(),
    },
  };
}

/**
 * Whether a record is for a consumer: what was replayed is only for the one that had given it up. Its inbox would tell the others too, but
 * forgets sooner than a dead letter may wait.
 */
export function isFor(record: EventRecord, consumer: string): boolean {
  return (record.headers[REPLAYED_TO] ?? consumer) === consumer;
}

/** What became of a dead letter. */
export interface Resolution {
  readonly action: 'replayed' | 'dropped';
  /** Why it was dropped; empty when it was replayed. */
  readonly reason: string;
  readonly at: Date;
}

/** The record that keeps what became of a dead letter. */
export function resolutionOf(id: string, { action, reason, at }: Resolution): EventRecord {
  return {
    topic: RESOLUTIONS.name,
    key: id,
    payload: new Uint8Array(),
    headers: { dl_action: action, dl_reason: reason.slice(0, LONGEST_ERROR), dl_time: at.toISOString() },
  };
}

/** The error with its causes, since the driver's reason stands in the innermost one. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${textOf(error.cause)}`;
}
