import type { EntityManager } from 'typeorm';
import type { CurrencyCode } from '@longbox/money';

export type PaymentJobKind = 'AUTHORIZATION' | 'CAPTURE' | 'VOID';

/** Something to be done at the payment provider. Its id is the id of the payment. */
export interface PaymentJob {
  readonly id: string;
  readonly tenantId: string;
  readonly orderId: string;
  readonly kind: PaymentJobKind;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly shipmentId: string | null;
  readonly token: string | null;
  /** How often it has been taken, this time included. */
  readonly attempts: number;
}

export const PAYMENT_JOBS_CHANNEL = 'payment_jobs';

/** Whoever takes a job has so long; longer than a call of the provider is waited for. */
export const PAYMENT_LEASE_SECONDS = 45;

/** Keeps a job; `runAt` null: it waits for `startAuthorization`. */
export async function addPaymentJob(
  tx: EntityManager,
  job: Omit<PaymentJob, 'attempts'>,
  runAt: Date | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO payment_jobs (id, tenant_id, order_id, kind, amount_minor, currency, shipment_id, token, run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      job.id,
      job.tenantId,
      job.orderId,
      job.kind,
      job.amountMinor,
      job.currency,
      job.shipmentId,
      job.token,
      runAt,
    ],
  );
}

/** Lets the authorisation of an order begin; answers the job's id, or null when there is none. */
export async function startAuthorization(
  tx: EntityManager,
  orderId: string,
  now: Date,
): Promise<string | null> {
  const [rows]: [{ id: string }[], number] = await tx.query(
    `UPDATE payment_jobs SET run_at = $2 WHERE order_id = $1 AND kind = 'AUTHORIZATION' RETURNING id`,
    [orderId, now],
  );
  return rows[0]?.id ?? null;
}

/** The order needs no authorisation any more: the job goes, and the token with it. */
export async function dropAuthorization(tx: EntityManager, orderId: string): Promise<void> {
  await tx.query(`DELETE FROM payment_jobs WHERE order_id = $1 AND kind = 'AUTHORIZATION'`, [orderId]);
}

/** Takes jobs that may run, at most `most`, for a while; other processes skip them. In a transaction of no store. */
export async function takePaymentJobs(tx: EntityManager, now: Date, most: number): Promise<PaymentJob[]> {
  const [jobs]: [PaymentJob[], number] = await tx.query(
    `UPDATE payment_jobs SET run_at = $1::timestamptz + make_interval(secs => $3), attempts = attempts + 1
     WHERE id IN (
       SELECT id FROM payment_jobs WHERE run_at <= $1 ORDER BY run_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING id, tenant_id AS "tenantId", order_id AS "orderId", kind, amount_minor AS "amountMinor", currency,
       shipment_id AS "shipmentId", token, attempts`,
    [now, most, PAYMENT_LEASE_SECONDS],
  );
  return jobs;
}

export async function nextPaymentJob(tx: EntityManager): Promise<Date | null> {
  const [next]: { due: Date | null }[] = await tx.query('SELECT min(run_at) AS due FROM payment_jobs');
  return next?.due ?? null;
}

/** Tries a job again later. Nothing happens when it has gone meanwhile. */
export async function postponePaymentJob(tx: EntityManager, id: string, runAt: Date): Promise<void> {
  await tx.query('UPDATE payment_jobs SET run_at = $2 WHERE id = $1', [id, runAt]);
}

/** The job is done; its token goes with it. */
export async function removePaymentJob(tx: EntityManager, id: string): Promise<void> {
  await tx.query('DELETE FROM payment_jobs WHERE id = $1', [id]);
}
