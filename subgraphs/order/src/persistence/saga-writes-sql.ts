/** A parameter of JSON as rows of these columns. */
const rows = (parameter: number, columns: string) =>
  `json_to_recordset($${parameter}::json) AS r (${columns})`;

/**
 * Everything that steps of sagas write, each table by one part: $1 the store, $2 jobs that are done, $3 orders whose authorisation is not
 * wanted any more, and from $4 on what `SagaWrites` gathered, as JSON. The parts see the tables as they were before and touch different
 * rows. Answers how many authorisations were started.
 */
export const WRITE = `
WITH changed AS (
  UPDATE orders o SET phase = r.phase, status = r.status, payment_status = r."paymentStatus",
    fulfillment_status = r."fulfillmentStatus", revision = r.revision, captured_minor = r."capturedMinor",
    cancel_reason = r."cancelReason", cancel_note = r."cancelNote", fulfillment_id = r."fulfillmentId",
    payment_reference = r."paymentReference", allocations = r.allocations, updated_at = r."updatedAt"
  FROM ${rows(
    4,
    `id uuid, phase text, status text, "paymentStatus" text, "fulfillmentStatus" text, revision int,
    "capturedMinor" int, "cancelReason" text, "cancelNote" text, "fulfillmentId" uuid, "paymentReference" text,
    allocations jsonb, "updatedAt" timestamptz`,
  )}
  WHERE o.tenant_id = $1::uuid AND o.id = r.id),
told AS (
  INSERT INTO order_timeline (order_id, revision, tenant_id, at, type, message, actor, status, payment_status, fulfillment_status)
  SELECT r."orderId", r.revision, $1, r.at, r.type, r.message, r.actor, r.status, r."paymentStatus", r."fulfillmentStatus"
  FROM ${rows(
    5,
    `"orderId" uuid, revision int, at timestamptz, type text, message text, actor text, status text,
    "paymentStatus" text, "fulfillmentStatus" text`,
  )}),
sent AS (
  INSERT INTO order_shipments AS known (order_id, shipment_id, tenant_id, packed, shipped, delivered, capture_minor, captured)
  SELECT r."orderId", r.id, $1, r.packed, r.shipped, r.delivered, r."captureMinor", r.captured
  FROM ${rows(6, `"orderId" uuid, id uuid, packed boolean, shipped boolean, delivered boolean, "captureMinor" int, captured boolean`)}
  ON CONFLICT (order_id, shipment_id) DO UPDATE SET packed = excluded.packed, shipped = excluded.shipped,
    delivered = excluded.delivered, capture_minor = excluded.capture_minor, captured = excluded.captured),
filled AS (
  UPDATE order_lines line SET fulfilled_quantity = r.fulfilled FROM ${rows(7, 'id uuid, fulfilled int')}
  WHERE line.tenant_id = $1 AND line.id = r.id),
started AS (
  UPDATE payment_jobs job SET run_at = r.at FROM ${rows(10, '"orderId" uuid, at timestamptz')}
  WHERE job.tenant_id = $1 AND job.order_id = r."orderId" AND job.kind = 'AUTHORIZATION' RETURNING job.id, job.order_id),
asked AS (
  INSERT INTO payments (id, tenant_id, order_id, kind, status, amount_minor, currency, provider, provider_reference, shipment_id, at)
  SELECT r.id, $1, r."orderId", r.kind, r.status, r."amountMinor", r.currency, r.provider, r."providerReference", r."shipmentId", r.at
  FROM ${rows(
    8,
    `id uuid, "orderId" uuid, kind text, status text, "amountMinor" int, currency text, provider text,
    "providerReference" text, "shipmentId" uuid, at timestamptz`,
  )}
  UNION ALL
  SELECT started.id, $1, r."orderId", r.kind, r.status, r."amountMinor", r.currency, r.provider, NULL, NULL, r.at
  FROM started JOIN ${rows(
    10,
    `"orderId" uuid, kind text, status text, "amountMinor" int, currency text, provider text,
    at timestamptz`,
  )} ON started.order_id = r."orderId"),
queued AS (
  INSERT INTO payment_jobs (id, tenant_id, order_id, kind, amount_minor, currency, shipment_id, token, run_at)
  SELECT r.id, $1, r."orderId", r.kind, r."amountMinor", r.currency, r."shipmentId", r.token, r."runAt"
  FROM ${rows(
    9,
    `id uuid, "orderId" uuid, kind text, "amountMinor" int, currency text, "shipmentId" uuid, token text,
    "runAt" timestamptz`,
  )}),
settled AS (
  UPDATE payments p SET status = r.status, at = r.at, provider_reference = coalesce(r.reference, p.provider_reference)
  FROM ${rows(11, 'id uuid, status text, reference text, at timestamptz')} WHERE p.tenant_id = $1 AND p.id = r.id),
abandoned AS (
  UPDATE payments p SET status = r.status, at = r.at FROM ${rows(12, '"orderId" uuid, status text, at timestamptz')}
  WHERE p.tenant_id = $1 AND p.order_id = r."orderId" AND p.kind = 'AUTHORIZATION' AND p.status = 'REQUESTED'),
postponed AS (
  UPDATE payment_jobs job SET run_at = r."runAt" FROM ${rows(13, 'id uuid, "runAt" timestamptz')} WHERE job.id = r.id),
removed AS (
  DELETE FROM payment_jobs WHERE id = ANY ($2::uuid[]) OR (order_id = ANY ($3::uuid[]) AND kind = 'AUTHORIZATION')),
cleared AS (
  DELETE FROM order_timers timer USING ${rows(14, '"orderId" uuid, kind text')}
  WHERE timer.order_id = r."orderId" AND timer.kind = r.kind),
reminded AS (
  INSERT INTO order_timers (order_id, kind, tenant_id, due_at)
  SELECT r."orderId", r.kind, $1, r."dueAt" FROM ${rows(15, '"orderId" uuid, kind text, "dueAt" timestamptz')}
  ON CONFLICT (order_id, kind) DO UPDATE SET due_at = excluded.due_at),
told_processes AS MATERIALIZED (
  SELECT pg_notify(n ->> 0, n ->> 1) FROM json_array_elements($16::json) AS n)
SELECT (SELECT count(*)::int FROM started) AS started, (SELECT count(*) FROM told_processes) AS noticed`;
