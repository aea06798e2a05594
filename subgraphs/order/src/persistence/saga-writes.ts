import type { EntityManager } from 'typeorm';
import type { SagaShipment } from '../domain/saga-event.ts';
import type { PaymentAttemptStatus } from '../domain/statuses.ts';
import { ORDER_CHANGED_CHANNEL, payloadOf, type OrderChange } from './notices.ts';
import { PAYMENT_JOBS_CHANNEL, type PaymentJob } from './payment-jobs.ts';
import type { OrderRow, PaymentRow, TimelineRow } from './rows.ts';
import type { TimerKind } from './timers.ts';
import { WRITE } from './saga-writes-sql.ts';

type NewJob = Omit<PaymentJob, 'attempts'>;

/**
 * What steps of sagas write, gathered and then written by one statement, however many orders and steps. The orders are locked, so that
 * nobody else writes what belongs to them meanwhile.
 */
export class SagaWrites {
  readonly #orders = new Map<string, OrderRow>();
  readonly #timeline: TimelineRow[] = [];
  readonly #shipments = new Map<string, SagaShipment & { readonly orderId: string }>();
  readonly #fulfilled = new Map<string, number>();
  readonly #payments: PaymentRow[] = [];
  readonly #settled: { id: string; status: PaymentAttemptStatus; reference: string | null; at: Date }[] = [];
  readonly #settledOrders = new Set<string>();
  readonly #abandoned = new Map<string, { status: 'TIMED_OUT' | 'FAILED'; at: Date }>();
  readonly #started = new Map<string, Omit<PaymentRow, 'id'>>();
  readonly #jobs: (NewJob & { runAt: Date })[] = [];
  readonly #postponed: { id: string; runAt: Date }[] = [];
  readonly #removed: string[] = [];
  readonly #cleared = new Map<string, TimerKind[]>();
  readonly #timers: { orderId: string; kind: TimerKind; dueAt: Date }[] = [];
  readonly #changes = new Map<string, OrderChange>();

  /** The order as it is now, and the lines that its timeline gets. */
  order(row: OrderRow, timeline: readonly TimelineRow[]): void {
    const { tenantId, id: orderId, revision: to } = row;
    this.#orders.set(orderId, row);
    this.#timeline.push(...timeline);
    const from = this.#changes.get(orderId)?.from ?? timeline[0]?.revision ?? to;
    this.#changes.set(orderId, { tenantId, orderId, from, to });
  }

  shipment(orderId: string, shipment: SagaShipment): void {
    this.#shipments.set(shipment.id, { ...shipment, orderId });
  }

  /** How many pieces of a line have been shipped by now. */
  fulfilled(lineId: string, quantity: number): void {
    this.#fulfilled.set(lineId, quantity);
  }

  /** A job at the provider, with its payment, which has its id. */
  pay(payment: PaymentRow, job: NewJob, runAt: Date): void {
    this.#payments.push(payment);
    this.#jobs.push({ ...job, runAt });
  }

  /** Lets the authorisation of the order begin, which has waited since it was placed; the payment takes the id of the job. */
  startAuthorization(payment: Omit<PaymentRow, 'id'>): void {
    this.#started.set(payment.orderId, payment);
  }

  /** The order needs no authorisation any more: the job goes, the card's token with it, and one without an answer counts as given up. */
  dropAuthorization(orderId: string, status: 'TIMED_OUT' | 'FAILED', at: Date): void {
    this.#started.delete(orderId);
    this.#abandoned.set(orderId, { status, at });
  }

  /** What the provider has answered. */
  settle(job: PaymentJob, status: PaymentAttemptStatus, reference: string | null, at: Date): void {
    this.#settled.push({ id: job.id, status, reference, at });
    if (job.kind === 'AUTHORIZATION') this.#settledOrders.add(job.orderId);
  }

  /** Tries a job again later. */
  postpone(jobId: string, runAt: Date): void {
    this.#postponed.push({ id: jobId, runAt });
  }

  /** The job is done; its token goes with it. */
  removeJob(jobId: string): void {
    this.#removed.push(jobId);
  }

  clearTimers(orderId: string, kinds: readonly TimerKind[]): void {
    this.#cleared.set(orderId, [...(this.#cleared.get(orderId) ?? []), ...kinds]);
    const kept = this.#timers.filter((timer) => timer.orderId !== orderId || !kinds.includes(timer.kind));
    this.#timers.splice(0, this.#timers.length, ...kept);
  }

  setTimer(orderId: string, kind: TimerKind, dueAt: Date): void {
    this.clearTimers(orderId, [kind]);
    const others = this.#cleared.get(orderId)?.filter((each) => each !== kind) ?? [];
    this.#cleared.set(orderId, others);
    this.#timers.push({ orderId, kind, dueAt });
  }

  /** Writes everything, in one statement. Throws when an order has nothing to be paid with. */
  async write(tx: EntityManager, tenantId: string): Promise<void> {
    const abandoned = [...this.#abandoned].map(([orderId, how]) => ({ orderId, ...how }));
    const notices = [...this.#changes.values()].map((change) => [ORDER_CHANGED_CHANNEL, payloadOf(change)]);
    if (this.#jobs.length > 0 || this.#started.size > 0) notices.push([PAYMENT_JOBS_CHANNEL, '']);
    const parts = [
      [...this.#orders.values()].map(changeable),
      this.#timeline,
      [...this.#shipments.values()],
      [...this.#fulfilled].map(([id, fulfilled]) => ({ id, fulfilled })),
      this.#payments,
      this.#jobs,
      [...this.#started.values()],
      this.#settled,
      // An answer that came in the same transaction is not overwritten.
      abandoned.filter(({ orderId }) => !this.#settledOrders.has(orderId)),
      this.#postponed,
      [...this.#cleared].flatMap(([orderId, kinds]) => kinds.map((kind) => ({ orderId, kind }))),
      this.#timers,
      notices,
    ];
    if (parts.every((part) => part.length === 0) && this.#removed.length === 0 && abandoned.length === 0)
      return;
    const [written]: { started: number }[] = await tx.query(WRITE, [
      tenantId,
      this.#removed,
      abandoned.map(({ orderId }) => orderId),
      ...parts.map((part) => JSON.stringify(part)),
    ]);
    if (written?.started !== this.#started.size)
      throw new Error(`of ${this.#started.size} orders, ${written?.started} have something to be paid with`);
  }
}

/** What steps change of an order, and its id; the rest, such as its addresses, is not sent again. */
const CHANGED = [
  'id',
  'phase',
  'status',
  'paymentStatus',
  'fulfillmentStatus',
  'revision',
  'capturedMinor',
  'cancelReason',
  'cancelNote',
  'fulfillmentId',
  'paymentReference',
  'allocations',
  'updatedAt',
] as const satisfies readonly (keyof OrderRow)[];

const changeable = (order: OrderRow) => Object.fromEntries(CHANGED.map((name) => [name, order[name]]));
