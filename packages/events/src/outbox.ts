import type { EntityManager } from 'typeorm';
import { newId } from '@longbox/ids';
import type { NewEvent } from './domain-event.ts';
import { seal, toHeaders, type Attributes } from './envelope.ts';
import type { EventRecord } from './port.ts';
import { Outbox1780000000001 } from './migrations/1780000000001-outbox.ts';

/** What a subgraph that publishes lists among its migrations. */
export const OUTBOX_MIGRATIONS = [Outbox1780000000001] as const;

/** The channel on which the relay is woken. */
export const OUTBOX_CHANNEL = 'outbox';

/**
 * Keeps events to be published when the transaction commits, and only then, in the order given. Call it last in the transaction: by then
 * the aggregate is locked, which is what makes the order of the outbox the order of the commits for each key. Two statements, however
 * many events. Throws `InvalidEventData` when data do not fit their schema.
 */
export async function appendToOutbox(tx: EntityManager, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const now = new Date();
  const rows = events.map((event) => seal(event, newId(), now));
  const column = <T>(of: (row: (typeof rows)[number]) => T): T[] => rows.map(of);
  await tx.query(APPEND, [
    column((row) => row.id),
    column((row) => row.topic),
    column((row) => row.subject),
    column((row) => row.type),
    column((row) => row.source),
    now,
    column((row) => row.tenantId),
    column((row) => row.correlationId),
    column((row) => row.causationId),
    column((row) => row.traceparent),
    column((row) => row.payload),
    OUTBOX_CHANNEL,
  ]);
}

const APPEND = `
  WITH appended AS (
    INSERT INTO outbox
      (event_id, topic, key, type, source, time, tenant_id, correlation_id, causation_id, traceparent, payload)
    SELECT event_id, topic, key, type, source, $6, tenant_id, correlation_id, causation_id, traceparent, payload
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $7::uuid[], $8::text[], $9::text[],
      $10::text[], $11::bytea[]) WITH ORDINALITY
      AS r(event_id, topic, key, type, source, tenant_id, correlation_id, causation_id, traceparent, payload, place)
    ORDER BY place
  )
  SELECT pg_notify($12, '')`;

export interface OutboxRow {
  /** Where it stands in the outbox; text, as PostgreSQL's bigint is. */
  readonly position: string;
  readonly record: EventRecord;
}

interface StoredRow extends Attributes {
  readonly position: string;
  readonly topic: string;
  readonly payload: Buffer;
}

/** The first committed rows, at most so many. A row that is being written is not seen, and one that commits late is seen then. */
export async function readOutbox(tx: EntityManager, limit: number): Promise<OutboxRow[]> {
  const rows: StoredRow[] = await tx.query(
    `SELECT position, event_id AS id, topic, key AS subject, type, source, time, tenant_id AS "tenantId",
       correlation_id AS "correlationId", causation_id AS "causationId", traceparent, payload
     FROM outbox ORDER BY position LIMIT $1`,
    [limit],
  );
  return rows.map((row) => ({
    position: row.position,
    record: { topic: row.topic, key: row.subject, headers: toHeaders(row), payload: row.payload },
  }));
}

/** Marks rows as published, which is to delete them: what happened is kept by the event log. One statement. */
export async function markPublished(tx: EntityManager, rows: readonly OutboxRow[]): Promise<void> {
  await tx.query('DELETE FROM outbox WHERE position = ANY ($1::bigint[])', [rows.map((row) => row.position)]);
}
