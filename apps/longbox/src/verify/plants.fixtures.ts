import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';

/** The orders of the store that is spoiled, and what is in them. */
export interface StoryOfOrders {
  readonly storeId: string;
  /** In every order but the cancelled and the declined one. */
  readonly box: string;
  /** In those, and in the fulfilled one. */
  readonly tin: string;
  readonly fulfilled: string;
  readonly confirmed: string;
  /** Confirmed too, with a line of the same variant. */
  readonly another: string;
  /** After it was confirmed. */
  readonly cancelled: string;
  readonly declined: string;
}

/** What spoils a store so that one invariant is broken, and no other. */
export interface Plant {
  /** The invariant: where it holds, and its name. */
  readonly breaks: string;
  readonly sql: Readonly<Partial<Record<SubgraphName | 'events', readonly string[]>>>;
}

const NOBODY = '01990000-0000-7000-8000-000000000000';
const plant = (breaks: string, sql: Plant['sql']): Plant => ({ breaks, sql });

/** One plant for each invariant; those of outbox and inbox in each database. */
export function plantsFor(story: StoryOfOrders): readonly Plant[] {
  return [
    ...catalog,
    ...inventory(story),
    ...orders(story),
    ...payments(story),
    ...fulfillment(story),
    ...pricing(story),
    ...betweenOrders(story),
    ...readModels(story),
    ...SUBGRAPH_NAMES.flatMap(messaging),
    ...eventLog,
  ];
}

const catalog: readonly Plant[] = [
  plant('catalog: every product can be found, as what it is', { catalog: ['DELETE FROM product_search'] }),
  plant('catalog: the search shows what was told of prices and stock', {
    catalog: ['UPDATE product_ranks SET price_from_minor = price_from_minor + 1'],
  }),
];

function inventory({ box, confirmed }: StoryOfOrders): readonly Plant[] {
  const item = `variant_id = '${box}'`;
  // Safety stock keeps what can be sold as the catalog knows it.
  return [
    plant('inventory: on hand is the sum of the movements', {
      inventory: [
        `UPDATE inventory_items SET on_hand = on_hand + 1, safety_stock = safety_stock + 1 WHERE ${item}`,
      ],
    }),
    plant('inventory: reserved is the sum of what is held', {
      inventory: [
        `UPDATE inventory_items SET reserved = reserved - 1, safety_stock = safety_stock + 1 WHERE ${item}`,
      ],
    }),
    plant('inventory: reserved is between 0 and on hand', {
      inventory: [
        'ALTER TABLE inventory_items DROP CONSTRAINT inventory_items_no_oversell',
        `INSERT INTO stock_movements (id, tenant_id, item_id, variant_id, location_id, at, type, quantity, on_hand_after, reason, actor)
         SELECT gen_random_uuid(), tenant_id, id, variant_id, location_id, now(), 'OUT', reserved - 1 - on_hand, reserved - 1, 'DAMAGE', 'sam'
         FROM inventory_items WHERE ${item}`,
        `UPDATE inventory_items SET on_hand = reserved - 1 WHERE ${item}`,
      ],
      catalog: [
        `UPDATE variant_stock SET available_online = 0 WHERE ${item}`,
        `UPDATE product_search SET offers = '{//0,//1}'
         WHERE product_id = (SELECT product_id FROM product_variants WHERE id = '${box}')`,
      ],
    }),
    plant('inventory: each movement says what was on hand after it', {
      inventory: [`UPDATE stock_movements SET on_hand_after = 7 WHERE reason = 'RESTOCK' AND ${item}`],
    }),
    plant('inventory: a movement names the variant and location of its item', {
      inventory: [`UPDATE stock_movements SET variant_id = '${NOBODY}' WHERE reason = 'RESTOCK' AND ${item}`],
    }),
    plant('inventory: an order that has ended holds nothing', {
      inventory: [`UPDATE order_holds SET status = 'CANCELLED' WHERE order_id = '${confirmed}'`],
    }),
    plant('inventory: what was committed stands in the ledger as sold, once', {
      inventory: [
        `INSERT INTO stock_movements (id, tenant_id, item_id, variant_id, location_id, at, type, quantity, on_hand_after, reason, reference, actor)
         SELECT gen_random_uuid(), m.tenant_id, item_id, m.variant_id, m.location_id, now(), 'OUT', m.quantity, on_hand + m.quantity, reason, reference, actor
         FROM stock_movements m JOIN inventory_items i ON i.id = item_id WHERE reason = 'SALE' AND m.${item}`,
        `UPDATE inventory_items SET on_hand = on_hand - 2 WHERE ${item}`,
      ],
      catalog: [`UPDATE variant_stock SET available_online = available_online - 2 WHERE ${item}`],
    }),
    plant('inventory: what was committed left in a shipment that was taken into account', {
      inventory: ['DELETE FROM committed_shipments'],
    }),
    plant('inventory: a hold that nobody confirms is given up in time', {
      inventory: [
        `UPDATE order_holds SET status = 'RESERVED', expires_at = now() - interval '1 hour' WHERE order_id = '${confirmed}'`,
      ],
    }),
  ];
}

function orders({ storeId, confirmed, fulfilled, declined }: StoryOfOrders): readonly Plant[] {
  return [
    plant('order: an order always ends', {
      order: [
        `INSERT INTO order_timers (order_id, kind, tenant_id, due_at)
         VALUES ('${confirmed}', 'PAYMENT', '${storeId}', now() - interval '1 hour')`,
      ],
    }),
    plant('order: a cart becomes one order', {
      order: [`UPDATE carts SET order_id = '${NOBODY}' WHERE order_id = '${declined}'`],
    }),
    plant('order: the lines of an order add up', {
      order: [
        `UPDATE orders SET subtotal_minor = subtotal_minor + 1, discount_minor = discount_minor + 1 WHERE id = '${confirmed}'`,
      ],
    }),
    plant('order: the timeline tells every change of an order, once', {
      order: [`DELETE FROM order_timeline WHERE order_id = '${confirmed}' AND revision = 1`],
    }),
    plant('order: an order is fulfilled when every piece has been shipped', {
      order: [
        `UPDATE orders SET phase = 'SHIPPING', status = 'CONFIRMED' WHERE id = '${fulfilled}'`,
        `UPDATE order_timeline SET status = 'CONFIRMED' WHERE order_id = '${fulfilled}'`,
      ],
    }),
  ];
}

function payments({ storeId, confirmed, fulfilled, cancelled }: StoryOfOrders): readonly Plant[] {
  return [
    plant('order: a confirmed order is authorised for its total', {
      order: [`UPDATE payments SET amount_minor = amount_minor + 1 WHERE order_id = '${confirmed}'`],
    }),
    plant('order: what is captured is what the packages cost, once, and was authorised', {
      order: [
        `INSERT INTO payments (id, tenant_id, order_id, kind, status, amount_minor, currency, provider, shipment_id, at)
         SELECT gen_random_uuid(), tenant_id, order_id, kind, status, amount_minor, currency, provider, '${NOBODY}', at
         FROM payments WHERE order_id = '${fulfilled}' AND kind = 'CAPTURE'`,
      ],
    }),
    plant('order: a fulfilled order is captured in full', {
      order: [
        `UPDATE orders SET captured_minor = 0 WHERE id = '${fulfilled}'`,
        `UPDATE order_shipments SET captured = false WHERE order_id = '${fulfilled}'`,
        `DELETE FROM payments WHERE order_id = '${fulfilled}' AND kind = 'CAPTURE'`,
      ],
    }),
    plant('order: a cancelled order leaves no money held', {
      order: [`DELETE FROM payments WHERE order_id = '${cancelled}' AND kind = 'VOID'`],
    }),
    plant('order: what is asked of the payment provider is being done', {
      order: [
        `INSERT INTO payment_jobs (id, tenant_id, order_id, kind, amount_minor, currency, run_at)
         VALUES ('${NOBODY}', '${storeId}', '${confirmed}', 'VOID', 1, 'USD', now() + interval '1 hour')`,
      ],
    }),
  ];
}

function fulfillment({ confirmed, fulfilled, cancelled }: StoryOfOrders): readonly Plant[] {
  const shipment = (status: string, orderId: string) =>
    `INSERT INTO shipments (id, tenant_id, fulfillment_id, order_id, status, weight_grams, currency, packed_at)
     SELECT '${NOBODY}', tenant_id, id, order_id, '${status}', 1, 'USD', now() FROM fulfillments WHERE order_id = '${orderId}'`;
  const of = (orderId: string) =>
    `fulfillment_id = (SELECT id FROM fulfillments WHERE order_id = '${orderId}')`;
  return [
    plant('fulfillment: no more is packed than picked, and no more picked than ordered', {
      fulfillment: [
        `UPDATE fulfillment_lines SET packed_quantity = packed_quantity - 1 WHERE ${of(fulfilled)}`,
      ],
    }),
    plant('fulfillment: a package holds pieces of its own order', {
      fulfillment: [
        shipment('CANCELLED', confirmed),
        `INSERT INTO shipment_lines (shipment_id, tenant_id, order_line_id, quantity)
         SELECT '${NOBODY}', tenant_id, order_line_id, 1 FROM fulfillment_lines WHERE ${of(fulfilled)}`,
      ],
    }),
    plant('fulfillment: a fulfillment is closed when every piece has left', {
      fulfillment: [`UPDATE fulfillments SET status = 'OPEN' WHERE order_id = '${fulfilled}'`],
    }),
    plant('fulfillment: a cancelled fulfillment sends nothing', {
      fulfillment: [shipment('PACKED', cancelled)],
    }),
  ];
}

function pricing({ box }: StoryOfOrders): readonly Plant[] {
  return [
    plant('pricing: a price is what its last change made it', {
      pricing: [
        `UPDATE price_changes SET amount_minor = amount_minor + 1
         WHERE price_id = (SELECT id FROM prices WHERE variant_id = '${box}')`,
      ],
    }),
    plant('pricing: the lines of a quote add up', {
      pricing: ['UPDATE quotes SET subtotal_minor = subtotal_minor + 1, discount_minor = discount_minor + 1'],
    }),
  ];
}

function betweenOrders(story: StoryOfOrders): readonly Plant[] {
  const { confirmed, another, fulfilled, cancelled, tin } = story;
  return [
    plant('order, pricing: an order costs what its quote said', {
      pricing: ['UPDATE quotes SET shipping_minor = shipping_minor + 1, total_minor = total_minor + 1'],
    }),
    plant('order, inventory: a confirmed order holds its pieces, each once', {
      inventory: [
        `UPDATE reservations SET quantity = quantity + 1 WHERE order_id = '${confirmed}'`,
        `UPDATE reservations SET quantity = quantity - 1 WHERE order_id = '${another}'`,
      ],
    }),
    plant('order, fulfillment: a confirmed order has one fulfillment, of its lines', {
      fulfillment: [
        'DELETE FROM allocations a USING fulfillment_lines l, fulfillments f ' +
          `WHERE l.id = a.line_id AND f.id = l.fulfillment_id AND f.order_id = '${confirmed}'`,
        `DELETE FROM fulfillment_lines l USING fulfillments f WHERE f.id = l.fulfillment_id AND f.order_id = '${confirmed}'`,
        `DELETE FROM fulfillments WHERE order_id = '${confirmed}'`,
      ],
    }),
    plant('fulfillment, inventory: what has left is committed, and what is committed has left', {
      inventory: [
        `UPDATE committed_shipments SET shipment_id = '${NOBODY}'`,
        `UPDATE reservations SET shipment_id = '${NOBODY}' WHERE status = 'COMMITTED'`,
      ],
    }),
    plant('order, fulfillment: order and fulfillment tell the same of what was shipped', {
      order: [`UPDATE order_shipments SET shipped = false WHERE order_id = '${fulfilled}'`],
    }),
    plant('inventory, order: what is held is held for an order that goes on', {
      inventory: [
        `UPDATE order_holds SET status = 'CONFIRMED' WHERE order_id = '${cancelled}'`,
        `UPDATE reservations SET status = 'HELD' WHERE order_id = '${cancelled}'`,
        `UPDATE inventory_items SET reserved = reserved + 2 WHERE variant_id = '${tin}'`,
      ],
      catalog: [
        `UPDATE variant_stock SET available_online = available_online - 2 WHERE variant_id = '${tin}'`,
      ],
    }),
    plant('fulfillment, order: what is picked and sent is an order that goes on', {
      fulfillment: [`UPDATE fulfillments SET status = 'OPEN' WHERE order_id = '${cancelled}'`],
    }),
  ];
}

function readModels({ box }: StoryOfOrders): readonly Plant[] {
  return [
    plant('pricing, catalog: the search shows the prices that pricing has', {
      catalog: [
        `INSERT INTO variant_prices (tenant_id, variant_id, channel, product_id, currency, amount_minor, version)
         SELECT tenant_id, variant_id, 'counter', product_id, currency, amount_minor, 1 FROM variant_prices WHERE variant_id = '${box}'`,
      ],
    }),
    plant('inventory, catalog: the search shows the stock that inventory has', {
      catalog: [
        `UPDATE variant_stock SET available_online = available_online + 1 WHERE variant_id = '${box}'`,
      ],
    }),
    plant('catalog, inventory, order, pricing: the others know the variants as the catalog has them', {
      pricing: [`UPDATE known_variants SET sku = 'ANOTHER' WHERE variant_id = '${box}'`],
    }),
  ];
}

function messaging(name: SubgraphName): readonly Plant[] {
  return [
    plant(`${name}: events are published in time`, {
      [name]: [
        `INSERT INTO outbox (event_id, topic, key, type, source, time, correlation_id, payload)
         VALUES ('${NOBODY}', 't', 'k', 'T', 's', now() - interval '1 hour', 'c', '')`,
      ],
    }),
    plant(`${name}: the handling of an event ends`, {
      [name]: [
        `INSERT INTO inbox_attempts VALUES ('${name}.any', '${NOBODY}', 3, now() - interval '1 hour')`,
      ],
    }),
  ];
}

const eventLog: readonly Plant[] = [
  plant('events: no dead letter waits', {
    events: [
      `INSERT INTO log_records (partition_id, record_offset, key, headers, payload)
       SELECT id, 0, 'k', '{"ce_type": "OrderPlaced", "dl_consumer": "inventory.orders", "dl_error": "no"}', ''
       FROM log_partitions WHERE topic = 'orders.orders.dead-letters'`,
      "UPDATE log_partitions SET next_offset = 1 WHERE topic = 'orders.orders.dead-letters'",
    ],
  }),
  plant('events: every consumer keeps up', {
    events: [
      "UPDATE log_records SET published_at = now() - interval '1 hour'",
      "UPDATE log_claims SET next_offset = 0 WHERE consumer_group = 'fulfillment.orders'",
    ],
  }),
];
