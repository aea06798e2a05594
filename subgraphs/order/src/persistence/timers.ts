import type { EntityManager } from 'typeorm';

export const TIMER_KINDS = ['RESERVATION', 'PAYMENT'] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

export interface Timer {
  readonly orderId: string;
  readonly kind: TimerKind;
  readonly tenantId: string;
}

/** Whoever takes a due timer has so long to fire it; then it is due again. */
const LEASE_SECONDS = 30;

/** Takes timers that are due, at most `most`, for a while; other processes skip them. One statement, of no store. */
export async function takeDueTimers(tx: EntityManager, now: Date, most: number): Promise<Timer[]> {
  const [timers]: [Timer[], number] = await tx.query(
    `UPDATE order_timers SET due_at = $1::timestamptz + make_interval(secs => $3)
     WHERE (order_id, kind) IN (
       SELECT order_id, kind FROM order_timers WHERE due_at <= $1 ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING order_id AS "orderId", kind, tenant_id AS "tenantId"`,
    [now, most, LEASE_SECONDS],
  );
  return timers;
}

/** When the next timer is due; null when none is set. */
export async function nextTimer(tx: EntityManager): Promise<Date | null> {
  const [next]: { due: Date | null }[] = await tx.query('SELECT min(due_at) AS due FROM order_timers');
  return next?.due ?? null;
}
