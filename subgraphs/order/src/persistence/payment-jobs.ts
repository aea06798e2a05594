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

/** Takes jobs that may run, at most `most`, for a while; other processes skip them. One statement, of no store. */
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
