import { openEvent, type LogInspection, type StoredEvent, type Subscription } from '@longbox/events';
import type { Logger } from 'pino';
import { TOPICS_OF_CHANGES, changesOf } from './changes.ts';

export interface Following {
  /** Something has changed; it is forgotten when this resolves. */
  readonly changed: (tags: readonly string[]) => Promise<void>;
  /** Changes may have been missed: until `sure`, nothing that is kept can be believed. */
  readonly unsure: () => void;
  readonly sure: () => void;
  readonly logger: Logger;
}

/** Tells of each change that the event log tells, to this process. */
export function followChanges(
  log: Pick<LogInspection, 'follow'>,
  { changed, unsure, sure, logger }: Following,
): Promise<Subscription> {
  return log.follow({
    topics: TOPICS_OF_CHANGES,
    async handle(records) {
      const tags = records.flatMap((record) => read(record));
      if (tags.length > 0) await changed([...new Set(tags)]);
    },
    onState: (state) => (state === 'following' ? sure() : unsure()),
  });

  function read(record: StoredEvent): readonly string[] {
    try {
      return changesOf(openEvent(record));
    } catch (err) {
      // Nobody knows what it says: everything may have changed.
      logger.warn({ err, topic: record.topic }, 'an event could not be read by the cache, which begins anew');
      unsure();
      sure();
      return [];
    }
  }
}
