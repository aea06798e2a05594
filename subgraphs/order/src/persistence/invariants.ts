import type { Invariant } from '@longbox/postgres';

/** The phases in which stock is held and the payment authorised. */
const CONFIRMED = "('CONFIRMED', 'SHIPPING', 'CANCELLING', 'CANCELLING_SHIPPED', 'FULFILLED')";

/** No time-out that can be set is longer (config.ts). */
const LONGEST_TIMEOUT_SECONDS = 86_400;

/** What must be true of orders and of what is to be done for them. */
const ORDERS: readonly Invariant[] = [
  {
    name: 'an order always ends',
    sentence:
      'An order that waits for an answer has a timer that gives it up, no timer is overdue, and nothing waits for longer than any time-out.',
    table: 'orders',
    broken: `
      SELECT o.id, format('%s since %s, timer %s', o.phase, o.updated_at, coalesce(t.due_at::text, 'none')) AS what
      FROM orders o
      LEFT JOIN (SELECT order_id, min(due_at) AS due_at FROM order_timers GROUP BY order_id) t ON t.order_id = o.id
      WHERE o.tenant_id = $1 AND (
        t.due_at < now() - make_interval(secs => $2)
        OR o.phase IN ('RESERVING', 'AUTHORIZING')
          AND (t.order_id IS NULL OR o.updated_at < now() - make_interval(secs => ${LONGEST_TIMEOUT_SECONDS} + $2))
        OR o.phase IN ('CANCELLING', 'CANCELLING_SHIPPED') AND o.updated_at < now() - make_interval(secs => $2))`,
  },
  {
    name: 'a cart becomes one order',
    sentence: 'A checkout that was sent twice, or by two tabs, placed one order, and that order is there.',
    table: 'carts',
    broken: `
      SELECT c.id, format('order %s', c.order_id) AS what
      FROM carts c LEFT JOIN orders o ON o.tenant_id = $1 AND o.id = c.order_id
      WHERE c.tenant_id = $1 AND c.order_id IS NOT NULL AND o.id IS NULL
      UNION ALL
      SELECT cart_id, format('%s orders', count(*)) FROM orders
      WHERE tenant_id = $1 AND cart_id IS NOT NULL GROUP BY cart_id HAVING count(*) > 1`,
  },
  {
    name: 'the lines of an order add up',
    sentence: 'The subtotal is the sum of the lines.',
    table: 'orders',
    broken: `
      SELECT o.id, format('subtotal %s, lines %s', o.subtotal_minor, coalesce(l.total, 0)) AS what
      FROM orders o
      LEFT JOIN (SELECT order_id, sum(total_minor) AS total FROM order_lines WHERE tenant_id = $1 GROUP BY order_id) l
        ON l.order_id = o.id
      WHERE o.tenant_id = $1 AND o.subtotal_minor <> coalesce(l.total, 0)`,
  },
  {
    name: 'the timeline tells every change of an order, once',
    sentence: 'There is one entry for each revision, and the last one says the statuses that the order has.',
    table: 'orders',
    broken: `
      SELECT o.id, format('revision %s, entries %s', o.revision, coalesce(t.entries, 0)) AS what
      FROM orders o
      LEFT JOIN (SELECT order_id, count(*) AS entries, max(revision) AS last FROM order_timeline WHERE tenant_id = $1 GROUP BY order_id) t
        ON t.order_id = o.id
      LEFT JOIN order_timeline e ON e.tenant_id = $1 AND e.order_id = o.id AND e.revision = o.revision
      WHERE o.tenant_id = $1 AND (t.entries IS DISTINCT FROM o.revision OR t.last IS DISTINCT FROM o.revision
        OR (e.status, e.payment_status, e.fulfillment_status)
          IS DISTINCT FROM (o.status, o.payment_status, o.fulfillment_status))`,
  },
  {
    name: 'an order is fulfilled when every piece has been shipped',
    sentence: 'Not before, and not later.',
    table: 'orders',
    broken: `
      SELECT o.id, format('%s, %s of %s pieces shipped', o.phase, l.shipped, l.ordered) AS what
      FROM orders o
      JOIN (
        SELECT order_id, sum(fulfilled_quantity) AS shipped, sum(quantity) AS ordered
        FROM order_lines WHERE tenant_id = $1 GROUP BY order_id
      ) l ON l.order_id = o.id
      WHERE o.tenant_id = $1 AND o.phase <> 'CANCELLED' AND (o.phase = 'FULFILLED') <> (l.shipped = l.ordered)`,
  },
];

/** What must be true of money. */
const PAYMENTS: readonly Invariant[] = [
  {
    name: 'a confirmed order is authorised for its total',
    sentence: 'Nothing is sent to a customer whose payment is not sure, and no other amount is asked for.',
    table: 'orders',
    broken: `
      SELECT o.id, format('%s, total %s, authorisation %s %s', o.phase, o.total_minor, p.status, p.amount_minor) AS what
      FROM orders o
      LEFT JOIN payments p ON p.tenant_id = $1 AND p.order_id = o.id AND p.kind = 'AUTHORIZATION'
      WHERE o.tenant_id = $1 AND (p.amount_minor <> o.total_minor OR p.currency <> o.currency
        OR o.phase IN ${CONFIRMED} AND p.status IS DISTINCT FROM 'SUCCEEDED')`,
  },
  {
    name: 'what is captured is what the packages cost, once, and was authorised',
    sentence:
      'Money is taken once for each package that left, in its amount, and in all no more than the customer agreed to.',
    table: 'orders',
    broken: `
      SELECT o.id, format('captured %s, packages %s, payments %s of which %s match a package, authorised %s', o.captured_minor,
        coalesce(s.captured, 0), coalesce(p.captured, 0), coalesce(p.matching, 0), coalesce(a.amount_minor, 0)) AS what
      FROM orders o
      LEFT JOIN (
        SELECT order_id, sum(capture_minor) FILTER (WHERE captured) AS captured FROM order_shipments WHERE tenant_id = $1 GROUP BY order_id
      ) s ON s.order_id = o.id
      LEFT JOIN (
        SELECT c.order_id, sum(c.amount_minor) AS asked, sum(c.amount_minor) FILTER (WHERE c.status = 'SUCCEEDED') AS captured,
          sum(c.amount_minor) FILTER (WHERE c.amount_minor = k.capture_minor) AS matching
        FROM payments c
        LEFT JOIN order_shipments k ON k.tenant_id = $1 AND k.order_id = c.order_id AND k.shipment_id = c.shipment_id
        WHERE c.tenant_id = $1 AND c.kind = 'CAPTURE' GROUP BY c.order_id
      ) p ON p.order_id = o.id
      LEFT JOIN payments a ON a.tenant_id = $1 AND a.order_id = o.id AND a.kind = 'AUTHORIZATION' AND a.status = 'SUCCEEDED'
      WHERE o.tenant_id = $1 AND (
        o.captured_minor <> coalesce(s.captured, 0) OR o.captured_minor <> coalesce(p.captured, 0)
        OR p.asked IS DISTINCT FROM p.matching OR coalesce(p.asked, 0) > coalesce(a.amount_minor, 0))`,
  },
  {
    name: 'a fulfilled order is captured in full',
    sentence: 'What was shipped is paid, is being asked for, or was refused to a person who knows.',
    table: 'orders',
    broken: `
      SELECT o.id, format('total %s, captured %s', o.total_minor, o.captured_minor) AS what
      FROM orders o
      WHERE o.tenant_id = $1 AND o.phase = 'FULFILLED' AND o.captured_minor < o.total_minor
        AND NOT EXISTS (
          SELECT FROM payments p
          WHERE p.tenant_id = $1 AND p.order_id = o.id AND p.kind = 'CAPTURE' AND p.status IN ('REQUESTED', 'FAILED'))`,
  },
  {
    name: 'a cancelled order leaves no money held',
    sentence: 'Its authorisation was never given, or has been given back; nothing of it was captured.',
    table: 'orders',
    broken: `
      SELECT o.id, format('authorisation %s', p.status) AS what
      FROM orders o JOIN payments p ON p.tenant_id = $1 AND p.order_id = o.id AND p.kind IN ('AUTHORIZATION', 'CAPTURE')
      WHERE o.tenant_id = $1 AND o.phase = 'CANCELLED' AND (p.kind = 'CAPTURE' OR p.status = 'REQUESTED'
        OR p.status = 'SUCCEEDED' AND NOT EXISTS (
          SELECT FROM payments v
          WHERE v.tenant_id = $1 AND v.order_id = o.id AND v.kind = 'VOID'
            AND (v.status = 'SUCCEEDED' OR v.status = 'REQUESTED' AND v.at > now() - make_interval(secs => $2))))`,
  },
  {
    name: 'what is asked of the payment provider is being done',
    sentence:
      'Each payment that waits for an answer has a job, each job has its payment, and no job is overdue.',
    table: 'payments',
    broken: `
      SELECT p.id, format('%s of order %s has no job', p.kind, p.order_id) AS what
      FROM payments p LEFT JOIN payment_jobs j ON j.id = p.id
      WHERE p.tenant_id = $1 AND p.status = 'REQUESTED' AND p.kind IN ('AUTHORIZATION', 'CAPTURE', 'VOID') AND j.id IS NULL
      UNION ALL
      SELECT j.id, format('job %s of order %s, to be done at %s', j.kind, j.order_id, j.run_at)
      FROM payment_jobs j LEFT JOIN payments p ON p.tenant_id = $1 AND p.id = j.id AND p.status = 'REQUESTED'
      LEFT JOIN orders o ON o.tenant_id = $1 AND o.id = j.order_id
      WHERE j.tenant_id = $1 AND (j.run_at < now() - make_interval(secs => $2)
        OR j.run_at IS NOT NULL AND p.id IS NULL OR j.run_at IS NULL AND o.phase IS DISTINCT FROM 'RESERVING')`,
  },
];

/** Everything that must be true of the order database. */
export const ORDER_INVARIANTS: readonly Invariant[] = [...ORDERS, ...PAYMENTS];
