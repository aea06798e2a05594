import type { EventType } from '@longbox/events';
import type { DatabaseReader } from './database-reader.ts';
import { isOfType, type History, type Told } from './history.ts';
import type { Purchase } from './load.ts';
import type { DatabaseName } from './server.ts';

/** What must be true when the crashes are over and nothing is on its way. Each answers what is not, in sentences; none when all is. */
export async function findProblems(
  reader: DatabaseReader,
  history: History,
  purchases: readonly Purchase[],
): Promise<string[]> {
  const found = await Promise.all([
    deadLetters(history),
    outcomes(reader, purchases),
    holds(reader),
    orderHistories(reader, history),
    stockHistories(reader, history),
    reservationHistories(history),
    handled(reader, history),
  ]);
  return found.flat();
}

/** So many are named of each kind. */
const MOST_NAMED = 5;

function named(what: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : '';
  return [`${what}: ${rows.slice(0, MOST_NAMED).join('; ')}${rest}`];
}

const deadLetters = ({ deadLetters: letters }: History) => Promise.resolve(named('dead letters', letters));

/** Every wish to buy, however often it was sent, is one order or none, as the buyer was told; every order has ended or is secured. */
async function outcomes(reader: DatabaseReader, purchases: readonly Purchase[]): Promise<string[]> {
  const checkouts = await reader.query<{ key: string; id: string }>(
    'order',
    'SELECT key, order_id AS id FROM checkouts',
  );
  const orderOf = new Map(checkouts.map(({ key, id }) => [key, id]));
  const orders = await reader.query<{ id: string; phase: string; keys: number }>(
    'order',
    `SELECT o.id, o.phase, (SELECT count(*)::int FROM checkouts c WHERE c.order_id = o.id) AS keys FROM orders o`,
  );
  const known = new Set(orders.map(({ id }) => id));
  return [
    ...named(
      'a buyer was told something else than what was kept',
      purchases.flatMap(({ input: { idempotencyKey: key }, orderId }) =>
        (orderOf.get(key) ?? null) === orderId ? [] : [`${key}: told ${orderId}, kept ${orderOf.get(key)}`],
      ),
    ),
    ...named(
      'an order that was promised is not there',
      purchases.flatMap(({ orderId }) => (orderId === null || known.has(orderId) ? [] : [orderId])),
    ),
    ...named(
      'an order has not one key',
      orders.flatMap(({ id, keys }) => (keys === 1 ? [] : [`${id}: ${keys}`])),
    ),
    ...named(
      'an order has no outcome',
      orders.flatMap(({ id, phase }) =>
        ['CONFIRMED', 'SHIPPING', 'FULFILLED', 'CANCELLED'].includes(phase) ? [] : [`${id} is ${phase}`],
      ),
    ),
  ];
}

/** What is held belongs to orders that are confirmed and not shipped, to the piece; and each line was reserved once. */
async function holds(reader: DatabaseReader): Promise<string[]> {
  const wanted = await reader.query<{ line: string; pieces: number; phase: string }>(
    'order',
    `SELECT l.id AS line, o.phase,
       CASE WHEN o.phase IN ('CONFIRMED', 'SHIPPING') THEN l.quantity - l.fulfilled_quantity ELSE 0 END AS pieces
     FROM order_lines l JOIN orders o ON o.id = l.order_id`,
  );
  const reserved = await reader.query<{ line: string; held: number; ever: number }>(
    'inventory',
    `SELECT order_line_id AS line, coalesce(sum(quantity) FILTER (WHERE status = 'HELD'), 0)::int AS held,
       sum(quantity)::int AS ever FROM reservations GROUP BY order_line_id`,
  );
  const heldFor = new Map(reserved.map(({ line, held }) => [line, held]));
  const quantities = await reader.query<{ line: string; quantity: number }>(
    'order',
    'SELECT id AS line, quantity FROM order_lines',
  );
  const orderedOf = new Map(quantities.map(({ line, quantity }) => [line, quantity]));
  return [
    ...named(
      'what is held is not what confirmed orders wait for',
      wanted.flatMap(({ line, pieces, phase }) =>
        (heldFor.get(line) ?? 0) === pieces
          ? []
          : [`line ${line} (${phase}): held ${heldFor.get(line) ?? 0}, owed ${pieces}`],
      ),
    ),
    ...named(
      'a line was not reserved once',
      reserved.flatMap(({ line, ever }) =>
        orderedOf.get(line) === ever
          ? []
          : [`line ${line}: ordered ${orderedOf.get(line)}, reserved ${ever}`],
      ),
    ),
  ];
}

/** The events of an order tell its timeline: placed first, then each change of its statuses, each once, in their order, none left out. */
async function orderHistories(reader: DatabaseReader, { events }: History): Promise<string[]> {
  const changes = await reader.query<{ id: string; revisions: number[] }>(
    'order',
    `SELECT order_id AS id, array_agg(revision ORDER BY revision) AS revisions FROM (
       SELECT order_id, revision, (status, payment_status, fulfillment_status) AS now,
         lag((status, payment_status, fulfillment_status)) OVER (PARTITION BY order_id ORDER BY revision) AS before
       FROM order_timeline) t WHERE before IS NULL OR before <> now GROUP BY order_id`,
  );
  const ofOrders = Map.groupBy(
    events.filter(({ topic }) => topic === 'orders.orders'),
    ({ key }) => key,
  );
  return named(
    'the events of an order do not tell its timeline',
    changes.flatMap(({ id, revisions }) => {
      const told = ofOrders.get(id) ?? [];
      const said = told.filter(isOfType('OrderStatusChanged')).map(({ data }) => data.revision);
      const types = told.filter(({ type }) => type !== 'OrderStatusChanged').map(({ type }) => type);
      if (said.join() !== revisions.join())
        return [`${id}: changes ${revisions.join()}, told ${said.join()}`];
      return isLegal(types) ? [] : [`${id}: ${types.join(', ')}`];
    }),
  );
}

/** Placed, then confirmed at most once, then at most one end, which a request to cancel may precede. */
function isLegal(types: readonly EventType[]): boolean {
  return /^OrderPlaced(,OrderConfirmed(,OrderCancellationRequested)*)?(,OrderCancelled)?$/.test(types.join());
}

/** The events of an item tell each of its versions, from the first to the one that it has, in their order. */
async function stockHistories(reader: DatabaseReader, { events }: History): Promise<string[]> {
  const items = await reader.query<{ id: string; version: number }>(
    'inventory',
    'SELECT id, version::int AS version FROM inventory_items',
  );
  const ofItems = Map.groupBy(events.filter(isOfType('StockChanged')), ({ data }) => data.itemId);
  return named(
    'the events of an item do not tell its versions',
    items.flatMap(({ id, version }) => {
      const told = (ofItems.get(id) ?? []).map(({ data }) => data.version);
      const wrong = told.findIndex((each, index) => each !== index + 1);
      if (wrong >= 0) return [`${id}: ${told[wrong]} in the place of ${wrong + 1}`];
      return told.length === version ? [] : [`${id}: ${told.length} of ${version}`];
    }),
  );
}

/** What inventory says of an order: reserved or refused, once, and then given back or shipped. */
function reservationHistories({ events }: History): Promise<string[]> {
  const ofOrders = Map.groupBy(
    events.filter(({ topic }) => topic === 'inventory.reservations'),
    ({ key }) => key,
  );
  const legal =
    /^(InventoryReservationFailed|InventoryReserved(,ReservationsCommitted)*(,ReservationsReleased)?)$/;
  return Promise.resolve(
    named(
      'what inventory said of an order cannot be',
      [...ofOrders].flatMap(([id, told]) => {
        const types = told.map(({ type }) => type).join();
        return legal.test(types) ? [] : [`${id}: ${types}`];
      }),
    ),
  );
}

const CONSUMERS: Readonly<Record<string, DatabaseName>> = {
  'catalog.offers': 'catalog',
  'inventory.catalog': 'inventory',
  'inventory.orders': 'inventory',
  'order.saga': 'order',
  'order.variants': 'order',
  'fulfillment.orders': 'fulfillment',
  'pricing.catalog': 'pricing',
};

/** Whoever handles a type of event has handled every event of it, and nothing else. */
async function handled(reader: DatabaseReader, { events }: History): Promise<string[]> {
  const known = new Map(events.map((event) => [event.id, event]));
  const found = await Promise.all(
    Object.entries(CONSUMERS).map(async ([consumer, database]) => {
      const rows = await reader.query<{ id: string }>(
        database,
        'SELECT event_id AS id FROM inbox WHERE consumer = $1',
        [consumer],
      );
      return missedBy(consumer, new Set(rows.map(({ id }) => id)), known);
    }),
  );
  return found.flat();
}

function missedBy(consumer: string, done: ReadonlySet<string>, known: ReadonlyMap<string, Told>): string[] {
  const types = new Set([...done].map((id) => known.get(id)?.type));
  const missed = [...known.values()].filter(({ id, type }) => types.has(type) && !done.has(id));
  return [
    ...named(
      `${consumer} has handled what the log does not hold`,
      [...done].filter((id) => !known.has(id)),
    ),
    ...named(
      `${consumer} has not handled`,
      missed.map(({ type, key }) => `${type} of ${key}`),
    ),
  ];
}
