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
    sentence:
      'An event whose handling was begun and which was not handled may be one that kills the process.',
    table: 'inbox_attempts',
    broken: `
      SELECT concat_ws(' ', consumer, event_id) AS id, format('begun %s times, last at %s', begun, last_begun_at) AS what
      FROM inbox_attempts a WHERE last_begun_at < now() - make_interval(secs => $2)
        AND NOT EXISTS (SELECT FROM inbox i WHERE i.consumer = a.consumer AND i.event_id = a.event_id)`,
  },
];
