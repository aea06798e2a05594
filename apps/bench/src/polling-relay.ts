import type { EventLog } from '@longbox/events';
import type { Database } from '@longbox/postgres';

const POLL_MS = 100;
const BATCH = 500;

/** A relay as many are: looks every 100 ms, publishes what is there, deletes it. For comparison only. */
export function startPollingRelay(database: Database, eventLog: EventLog) {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    for (;;) {
      const rows: {
        position: string;
        topic: string;
        key: string;
        payload: Buffer;
        headers: Record<string, string | null>;
      }[] = await database.system((connection) =>
        connection.query(
          `SELECT position, topic, key, payload, json_build_object('ce_id', event_id, 'ce_type', type, 'ce_source', source,
             'ce_subject', key, 'ce_time', to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'ce_specversion', '1.0',
             'ce_tenantid', tenant_id, 'ce_correlationid', correlation_id, 'content-type', 'application/avro') AS headers
           FROM outbox ORDER BY position LIMIT $1`,
          [BATCH],
        ),
      );
      if (rows.length === 0) return;
      await eventLog.publish(
        rows.map(({ topic, key, payload, headers }) => ({
          topic,
          key,
          payload,
          headers: Object.fromEntries(
            Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
          ),
        })),
      );
      await database.system((connection) =>
        connection.query('DELETE FROM outbox WHERE position = ANY ($1::bigint[])', [
          rows.map(({ position }) => position),
        ]),
      );
      if (rows.length < BATCH) return;
    }
  }

  return {
    start: () => {
      timer = setInterval(() => {
        round = round.then(look).catch((error: unknown) => console.error(error));
      }, POLL_MS);
      return Promise.resolve();
    },
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}
