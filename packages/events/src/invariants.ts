import type { Invariant } from '@longbox/postgres';

/** What must be true of the outbox and the inbox of every database that has them. They belong to no store. */
export const MESSAGING_INVARIANTS: readonly Invariant[] = [
  {
    name: 'events are published in time',
    sentence: 'The outbox drains: when a row stays, the relay or the event log is away.',
    table: 'outbox',
    broken: `
      SELECT event_id AS id, format('%s of %s since %s', type, key, time) AS what
      FROM outbox WHERE time < now() - make_interval(secs => $2)`,
  },
  {
    name: 'the handling of an event ends',
    sentence: 'An event whose handling was begun and not ended may be one that kills the process.',
    table: 'inbox_attempts',
    broken: `
      SELECT concat_ws(' ', consumer, event_id) AS id, format('begun %s times, last at %s', begun, last_begun_at) AS what
      FROM inbox_attempts WHERE last_begun_at < now() - make_interval(secs => $2)`,
  },
];

/** What must be true of the embedded event log. */
export const EVENT_LOG_INVARIANTS: readonly Invariant[] = [
  {
    name: 'no dead letter waits',
    sentence: 'Each event that could not be handled has been looked at by a person, and replayed or dropped.',
    table: 'log_records',
    broken: `
      SELECT coalesce(r.headers ->> 'ce_id', concat_ws('/', p.topic, r.record_offset)) AS id,
        format('%s, %s of %s: %s', p.topic, r.headers ->> 'ce_type', r.headers ->> 'dl_consumer', left(r.headers ->> 'dl_error', 100)) AS what
      FROM log_records r JOIN log_partitions p ON p.id = r.partition_id
      WHERE p.topic LIKE '%.dead-letters'`,
  },
  {
    name: 'every consumer keeps up',
    sentence: 'No consumer has left an event of its topics unhandled for long.',
    table: 'log_claims',
    broken: `
      SELECT concat_ws(' ', c.consumer_group, concat(p.topic, '/', p.partition)) AS id,
        format('%s events behind, since %s', p.next_offset - c.next_offset, r.published_at) AS what
      FROM log_claims c
      JOIN log_partitions p ON p.id = c.partition_id
      CROSS JOIN LATERAL (
        SELECT published_at FROM log_records
        WHERE partition_id = c.partition_id AND record_offset >= c.next_offset ORDER BY record_offset LIMIT 1
      ) r
      WHERE r.published_at < now() - make_interval(secs => $2)`,
  },
];
