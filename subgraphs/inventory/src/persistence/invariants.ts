import type { Invariant } from '@longbox/postgres';

/** What is true of stock, ledger and reservations at every moment. */
export const LEDGER_INVARIANTS: readonly Invariant[] = [
  {
    name: 'on hand is the sum of the movements',
    sentence: 'The ledger explains every piece that is on a shelf.',
    table: 'inventory_items',
    broken: `
      SELECT i.id, format('on hand %s, movements %s', i.on_hand, coalesce(m.total, 0)) AS what
      FROM inventory_items i
      LEFT JOIN (SELECT item_id, sum(quantity) AS total FROM stock_movements WHERE tenant_id = $1 GROUP BY item_id) m ON m.item_id = i.id
      WHERE i.tenant_id = $1 AND i.on_hand <> coalesce(m.total, 0)`,
  },
  {
    name: 'reserved is the sum of what is held',
    sentence: 'A piece is reserved because an order holds it, and for no other reason.',
    table: 'inventory_items',
    broken: `
      SELECT i.id, format('reserved %s, held %s', i.reserved, coalesce(r.total, 0)) AS what
      FROM inventory_items i
      LEFT JOIN (
        SELECT item_id, sum(quantity) AS total FROM reservations WHERE tenant_id = $1 AND status = 'HELD' GROUP BY item_id
      ) r ON r.item_id = i.id
      WHERE i.tenant_id = $1 AND i.reserved <> coalesce(r.total, 0)`,
  },
  {
    name: 'reserved is between 0 and on hand',
    sentence: 'Nothing is sold twice: what is available is never below 0.',
    table: 'inventory_items',
    broken: `
      SELECT id, format('on hand %s, reserved %s', on_hand, reserved) AS what
      FROM inventory_items WHERE tenant_id = $1 AND NOT reserved BETWEEN 0 AND on_hand`,
  },
  {
    name: 'each movement says what was on hand after it',
    sentence: 'The ledger of an item can be read line by line without a jump.',
    table: 'stock_movements',
    broken: `
      SELECT id, format('says %s, is %s', on_hand_after, running) AS what
      FROM (
        SELECT id, on_hand_after, sum(quantity) OVER (PARTITION BY item_id ORDER BY sequence) AS running
        FROM stock_movements WHERE tenant_id = $1) m
      WHERE on_hand_after <> running`,
  },
  {
    name: 'a movement names the variant and location of its item',
    sentence: 'The ledger of a variant and the ledger of its items tell the same.',
    table: 'stock_movements',
    broken: `
      SELECT m.id, format('item %s', m.item_id) AS what
      FROM stock_movements m LEFT JOIN inventory_items i ON i.tenant_id = $1 AND i.id = m.item_id
      WHERE m.tenant_id = $1 AND (i.id IS NULL OR i.variant_id <> m.variant_id OR i.location_id <> m.location_id)`,
  },
  {
    name: 'an order that has ended holds nothing',
    sentence: 'What was reserved for an order that inventory knows to be over has been released.',
    table: 'reservations',
    broken: `
      SELECT r.id, format('order %s is %s', r.order_id, h.status) AS what
      FROM reservations r LEFT JOIN order_holds h ON h.tenant_id = $1 AND h.order_id = r.order_id
      WHERE r.tenant_id = $1 AND r.status = 'HELD' AND coalesce(h.status, 'not known') NOT IN ('RESERVED', 'CONFIRMED')`,
  },
  {
    name: 'what was committed stands in the ledger as sold, once',
    sentence: 'A parcel that was told twice, or by a process that died, was taken off the shelves once.',
    table: 'reservations',
    broken: `
      SELECT concat_ws(' ', coalesce(r.reference, m.reference), coalesce(r.item_id, m.item_id)) AS id,
        format('committed %s, sold %s', coalesce(r.total, 0), coalesce(m.total, 0)) AS what
      FROM (
        SELECT coalesce(h.order_number, r.order_id::text) AS reference, r.item_id, sum(r.quantity) AS total
        FROM reservations r LEFT JOIN order_holds h ON h.tenant_id = $1 AND h.order_id = r.order_id
        WHERE r.tenant_id = $1 AND r.status = 'COMMITTED' GROUP BY 1, 2
      ) r
      FULL JOIN (
        SELECT reference, item_id, -sum(quantity) AS total FROM stock_movements
        WHERE tenant_id = $1 AND reason = 'SALE' AND actor = 'system' GROUP BY reference, item_id
      ) m ON m.reference = r.reference AND m.item_id = r.item_id
      WHERE coalesce(r.total, 0) <> coalesce(m.total, 0)`,
  },
  {
    name: 'what was committed left in a shipment that was taken into account',
    sentence: 'Each parcel that took pieces with it is marked, so that it takes none a second time.',
    table: 'reservations',
    broken: `
      SELECT r.id, format('shipment %s', r.shipment_id) AS what
      FROM reservations r
      LEFT JOIN committed_shipments c ON c.tenant_id = $1 AND c.shipment_id = r.shipment_id AND c.order_id = r.order_id
      WHERE r.tenant_id = $1 AND r.status = 'COMMITTED' AND c.shipment_id IS NULL`,
  },
];

/** Everything that must be true of the inventory database, also of its waits. */
export const INVENTORY_INVARIANTS: readonly Invariant[] = [
  ...LEDGER_INVARIANTS,
  {
    name: 'a hold that nobody confirms is given up in time',
    sentence: 'Stock of an order that was never confirmed goes back when its time has come.',
    table: 'order_holds',
    broken: `
      SELECT h.order_id AS id, format('reserved until %s', h.expires_at) AS what
      FROM order_holds h LEFT JOIN hold_expiries e ON e.order_id = h.order_id
      WHERE h.tenant_id = $1 AND h.status = 'RESERVED'
        AND (e.order_id IS NULL OR h.expires_at < now() - make_interval(secs => $2))`,
  },
];
