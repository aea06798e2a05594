import type { Invariant } from '@longbox/postgres';

/** Everything that must be true of the pricing database. */
export const PRICING_INVARIANTS: readonly Invariant[] = [
  {
    name: 'a price is what its last change made it',
    sentence: 'The history of a price has an entry for each version and ends with what the price is now.',
    table: 'prices',
    broken: `
      SELECT p.id, format('%s in version %s, history ends with %s after %s changes', p.amount_minor, p.version, h.amount_minor, n.changes) AS what
      FROM prices p
      LEFT JOIN (SELECT price_id, max(id) AS last, count(*) AS changes FROM price_changes WHERE tenant_id = $1 GROUP BY price_id) n
        ON n.price_id = p.id
      LEFT JOIN price_changes h ON h.tenant_id = $1 AND h.id = n.last
      WHERE p.tenant_id = $1 AND (n.changes IS DISTINCT FROM p.version
        OR (h.amount_minor, h.compare_at_minor) IS DISTINCT FROM (p.amount_minor, p.compare_at_minor))`,
  },
  {
    name: 'the lines of a quote add up',
    sentence: 'The subtotal is the sum of the lines, each the unit price times the quantity.',
    table: 'quotes',
    broken: `
      SELECT q.id, format('subtotal %s, lines %s', q.subtotal_minor, l.total) AS what
      FROM quotes q
      CROSS JOIN LATERAL (
        SELECT coalesce(sum((line ->> 'totalMinor')::bigint), 0) AS total,
          coalesce(bool_and((line ->> 'totalMinor')::bigint = (line ->> 'unitMinor')::bigint * (line ->> 'quantity')::int), true) AS right
        FROM jsonb_array_elements(q.lines) AS line
      ) l
      WHERE q.tenant_id = $1 AND (q.subtotal_minor <> l.total OR NOT l.right)`,
  },
];
