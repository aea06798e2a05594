import { fulfillmentsForOrders, fulfillmentsPage, type FulfillmentFacts } from '@longbox/fulfillment';
import { isId } from '@longbox/ids';
import { heldForOrders, heldPage, type HeldOrder } from '@longbox/inventory';
import { ordersPage, phasesOf, type OrderFacts } from '@longbox/order';
import { pagesOf } from '@longbox/postgres';
import { keptQuotes, type KeptQuote } from '@longbox/pricing';
import { difference, sums, type CrossCheck } from './cross-check.ts';
import type { CrossInvariant, Findings } from './findings.ts';

const QUOTED: CrossInvariant = {
  name: 'an order costs what its quote said',
  sentence: 'The price that a customer agreed to is the one that was charged.',
  between: 'order, pricing',
};
const HELD: CrossInvariant = {
  name: 'a confirmed order holds its pieces, each once',
  sentence: 'Of every line exactly what was ordered is held or has left.',
  between: 'order, inventory',
};
const OPENED: CrossInvariant = {
  name: 'a confirmed order has one fulfillment, of its lines',
  sentence: 'It is picked and packed, as it was bought.',
  between: 'order, fulfillment',
};
const COMMITTED: CrossInvariant = {
  name: 'what has left is committed, and what is committed has left',
  sentence: 'The pieces in each parcel on its way were taken off the shelves with that parcel.',
  between: 'fulfillment, inventory',
};
const SHIPPED: CrossInvariant = {
  name: 'order and fulfillment tell the same of what was shipped',
  sentence: 'The customer sees the parcels that left, and pays for those.',
  between: 'order, fulfillment',
};
const HOLDS: CrossInvariant = {
  name: 'what is held is held for an order that goes on',
  sentence: 'Nothing stays reserved for an order that was cancelled, was shipped, or is not known.',
  between: 'inventory, order',
};
const OPEN: CrossInvariant = {
  name: 'what is picked and sent is an order that goes on',
  sentence: 'Nothing is sent for an order that was cancelled or is not known.',
  between: 'fulfillment, order',
};

type Phase = OrderFacts['phase'];

/** The phases in which stock is held, or has left, and a fulfillment is there. */
const CONFIRMED: ReadonlySet<Phase> = new Set([
  'CONFIRMED',
  'SHIPPING',
  'CANCELLING',
  'CANCELLING_SHIPPED',
  'FULFILLED',
]);
/** Those in which a hold has no business any more. */
const ENDED: ReadonlySet<Phase> = new Set(['CANCELLED', 'FULFILLED']);
/** Those in which no fulfillment may be at work. */
const NOT_SENT: ReadonlySet<Phase> = new Set(['RESERVING', 'AUTHORIZING', 'CANCELLED']);

interface Known {
  readonly held: HeldOrder | undefined;
  readonly fulfillment: FulfillmentFacts | undefined;
  readonly quote: KeptQuote | undefined;
}

/** Walks through the orders, and looks at what the others know of each. */
const ORDERS: CrossCheck = {
  invariants: [QUOTED, HELD, OPENED, COMMITTED, SHIPPED],
  async walk({ order, inventory, fulfillment, pricing }, storeId, findings) {
    for await (const page of pagesOf(order, storeId, ordersPage)) {
      const ids = page.map(({ id }) => id);
      const quoteIds = page.flatMap(({ quoteId }) => (quoteId !== null && isId(quoteId) ? quoteId : []));
      const [held, fulfillments, quotes] = await Promise.all([
        inventory.read(storeId, (connection) => heldForOrders(connection, storeId, ids)),
        fulfillment.read(storeId, (connection) => fulfillmentsForOrders(connection, storeId, ids)),
        pricing.read(storeId, (connection) => keptQuotes(connection, storeId, quoteIds)),
      ]);
      const heldOf = new Map(held.map((each) => [each.orderId, each]));
      const fulfillmentOf = new Map(fulfillments.map((each) => [each.orderId, each]));
      const quoteOf = new Map(quotes.map((each) => [each.id, each]));
      for (const each of page)
        compare(findings, each, {
          held: heldOf.get(each.id),
          fulfillment: fulfillmentOf.get(each.id),
          quote: quoteOf.get(each.quoteId ?? ''),
        });
    }
  },
};

function compare(findings: Findings, order: OrderFacts, { held, fulfillment, quote }: Known): void {
  const hold = (invariant: CrossInvariant, problem: string | undefined) => {
    const finding = findings.of(invariant);
    finding.checked += 1;
    if (problem !== undefined) finding.broken(order.id, problem);
  };
  if (order.quoteId !== null) hold(QUOTED, quoteProblem(order, quote));
  if (CONFIRMED.has(order.phase)) {
    const ordered = sums(order.lines.map(({ id, quantity }) => [id, quantity]));
    const pieces = sums((held?.parts ?? []).map(({ orderLineId, quantity }) => [orderLineId, quantity]));
    hold(HELD, told('held and left', difference(pieces, ordered)));
    const opened = sums(
      (fulfillment?.lines ?? []).map(({ orderLineId, quantity }) => [orderLineId, quantity]),
    );
    hold(OPENED, told('to be picked', difference(opened, ordered)));
  }
  const left = (fulfillment?.shipments ?? []).filter(isOnItsWay);
  const committed = (held?.parts ?? []).filter(({ status }) => status === 'COMMITTED');
  if (left.length > 0 || committed.length > 0)
    hold(
      COMMITTED,
      told(
        'committed',
        difference(
          sums(committed.map((part) => [`${part.shipmentId} ${part.orderLineId}`, part.quantity])),
          sums(
            left.flatMap(({ id, lines }) =>
              lines.map((line) => [`${id} ${line.orderLineId}`, line.quantity]),
            ),
          ),
        ),
      ),
    );
  if (left.length > 0 || order.shipped.length > 0) hold(SHIPPED, shippedProblem(order, left));
}

const told = (what: string, problem: string | undefined) => problem && `${what} ${problem}`;

function isOnItsWay({ status }: FulfillmentFacts['shipments'][number]): boolean {
  return status === 'SHIPPED' || status === 'DELIVERED';
}

function quoteProblem({ quoteId, totalMinor, currency }: OrderFacts, quote: KeptQuote | undefined) {
  if (!quote) return `quote ${quoteId} is not there`;
  return quote.totalMinor === totalMinor && quote.currency === currency
    ? undefined
    : `total ${totalMinor} ${currency}, quoted ${quote.totalMinor} ${quote.currency}`;
}

/** Which parcels left, and how many pieces of each line; of a cancelled order the pieces are not counted. */
function shippedProblem(order: OrderFacts, left: FulfillmentFacts['shipments']): string | undefined {
  const parcels = difference(sums(order.shipped.map((id) => [id, 1])), sums(left.map(({ id }) => [id, 1])));
  if (parcels !== undefined || order.phase === 'CANCELLED') return told('parcel', parcels);
  const pieces = sums(
    left.flatMap(({ lines }) => lines.map((line) => [line.orderLineId, line.quantity] as const)),
  );
  return told('pieces of', difference(sums(order.lines.map(({ id, fulfilled }) => [id, fulfilled])), pieces));
}

/** Walks through what is held, and looks at the orders that it is held for. */
const RESERVATIONS: CrossCheck = {
  invariants: [HOLDS],
  async walk({ inventory, order }, storeId, findings) {
    const finding = findings.of(HOLDS);
    for await (const page of pagesOf(inventory, storeId, heldPage)) {
      const orderIds = [...new Set(page.map(({ orderId }) => orderId))];
      const phases = await order.read(storeId, (connection) => phasesOf(connection, storeId, orderIds));
      for (const { id, orderId } of page) {
        const phase = phases.get(orderId);
        finding.checked += 1;
        if (phase === undefined || ENDED.has(phase))
          finding.broken(id, `order ${orderId} is ${phase ?? 'not known'}`);
      }
    }
  },
};

/** Walks through the fulfillments, and looks at the orders that they are for. */
const FULFILLMENTS: CrossCheck = {
  invariants: [OPEN],
  async walk({ fulfillment, order }, storeId, findings) {
    const finding = findings.of(OPEN);
    for await (const page of pagesOf(fulfillment, storeId, fulfillmentsPage)) {
      const orderIds = page.map(({ orderId }) => orderId);
      const phases = await order.read(storeId, (connection) => phasesOf(connection, storeId, orderIds));
      for (const { id, orderId, status } of page) {
        const phase = phases.get(orderId);
        finding.checked += 1;
        if (phase === undefined || (status !== 'CANCELLED' && NOT_SENT.has(phase)))
          finding.broken(id, `${status}, order ${orderId} is ${phase ?? 'not known'}`);
      }
    }
  },
};

/** What the saga must have made of every order in all four databases. */
export const ORDER_CHECKS: readonly CrossCheck[] = [ORDERS, RESERVATIONS, FULFILLMENTS];
