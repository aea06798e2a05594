import type { Invariant } from '@longbox/postgres';

/** Everything that must be true of the fulfillment database. */
export const FULFILLMENT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'no more is packed than picked, and no more picked than ordered',
    sentence:
      'The counts of a line are those of its bins and its packages, and never exceed what was confirmed.',
    table: 'fulfillment_lines',
    broken: `
      SELECT l.id, format('ordered %s, in bins %s, picked %s by the line and %s by the bins, packed %s by the line and %s by the packages',
        l.quantity, coalesce(a.quantity, 0), l.picked_quantity, coalesce(a.picked, 0), l.packed_quantity, coalesce(p.packed, 0)) AS what
      FROM fulfillment_lines l
      LEFT JOIN (
        SELECT line_id, sum(quantity) AS quantity, sum(picked_quantity) AS picked FROM allocations WHERE tenant_id = $1 GROUP BY line_id
      ) a ON a.line_id = l.id
      LEFT JOIN (
        SELECT s.fulfillment_id, c.order_line_id, sum(c.quantity) AS packed
        FROM shipment_lines c JOIN shipments s ON s.tenant_id = $1 AND s.id = c.shipment_id
        WHERE c.tenant_id = $1 AND s.status <> 'CANCELLED' GROUP BY s.fulfillment_id, c.order_line_id
      ) p ON p.fulfillment_id = l.fulfillment_id AND p.order_line_id = l.order_line_id
      WHERE l.tenant_id = $1 AND (coalesce(p.packed, 0) > l.quantity OR l.quantity <> coalesce(a.quantity, 0)
        OR l.picked_quantity <> coalesce(a.picked, 0) OR l.packed_quantity <> coalesce(p.packed, 0))`,
  },
  {
    name: 'a package holds pieces of its own order',
    sentence: 'Nobody gets what somebody else has bought.',
    table: 'shipment_lines',
    broken: `
      SELECT concat_ws(' ', c.shipment_id, c.order_line_id) AS id, format('order %s', s.order_id) AS what
      FROM shipment_lines c
      JOIN shipments s ON s.tenant_id = $1 AND s.id = c.shipment_id
      LEFT JOIN fulfillments f ON f.tenant_id = $1 AND f.id = s.fulfillment_id AND f.order_id = s.order_id
      LEFT JOIN fulfillment_lines l ON l.tenant_id = $1 AND l.fulfillment_id = f.id AND l.order_line_id = c.order_line_id
      WHERE c.tenant_id = $1 AND l.id IS NULL`,
  },
  {
    name: 'a fulfillment is closed when every piece has left',
    sentence: 'Not before, and not later.',
    table: 'fulfillments',
    broken: `
      SELECT f.id, format('%s, %s of %s pieces have left', f.status, coalesce(s.pieces, 0), coalesce(l.pieces, 0)) AS what
      FROM fulfillments f
      LEFT JOIN (SELECT fulfillment_id, sum(quantity) AS pieces FROM fulfillment_lines WHERE tenant_id = $1 GROUP BY fulfillment_id) l
        ON l.fulfillment_id = f.id
      LEFT JOIN (
        SELECT s.fulfillment_id, sum(c.quantity) AS pieces
        FROM shipments s JOIN shipment_lines c ON c.tenant_id = $1 AND c.shipment_id = s.id
        WHERE s.tenant_id = $1 AND s.status IN ('SHIPPED', 'DELIVERED') GROUP BY s.fulfillment_id
      ) s ON s.fulfillment_id = f.id
      WHERE f.tenant_id = $1 AND f.status <> 'CANCELLED' AND (f.status = 'SHIPPED') <> (coalesce(s.pieces, 0) >= coalesce(l.pieces, 0))`,
  },
  {
    name: 'a cancelled fulfillment sends nothing',
    sentence: 'Its packages are cancelled too: a parcel that is still ready to go would be given away.',
    table: 'shipments',
    broken: `
      SELECT s.id, format('%s, order %s', s.status, s.order_id) AS what
      FROM shipments s JOIN fulfillments f ON f.tenant_id = $1 AND f.id = s.fulfillment_id
      WHERE s.tenant_id = $1 AND f.status = 'CANCELLED' AND s.status <> 'CANCELLED'`,
  },
];
