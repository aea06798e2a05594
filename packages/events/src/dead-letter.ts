import type { EventRecord, StoredEvent } from './port.ts';
import { deadLetterTopic } from './topics.ts';

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

/** The error with its causes, since the driver's reason stands in the innermost one. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\ncaused by ${textOf(error.cause)}`;
}
