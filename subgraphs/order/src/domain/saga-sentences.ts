import { format } from '@longbox/money';
import type { SagaEvent, SagaState } from './saga-event.ts';
import type { CancelReason, TimelineType } from './statuses.ts';

type Sentence = (state: SagaState, event: SagaEvent) => string;

const total = ({ totalMinor, currency }: SagaState) => format({ amount: totalMinor, currency });
const card = ({ cardLast4 }: SagaState) => (cardLast4 ? ` on the card ending in ${cardLast4}` : '');
const pieces = (count: number) => (count === 1 ? '1 piece' : `${count} pieces`);

/** The longest list of things that a sentence names; the rest is counted. */
const MOST_NAMED = 5;

const CANCELLED: Readonly<Record<CancelReason, string>> = {
  UNKNOWN: 'The order was cancelled.',
  OUT_OF_STOCK: 'The order was cancelled because not all of it is in stock.',
  PAYMENT_DECLINED: 'The order was cancelled because the payment was declined.',
  PAYMENT_TIMED_OUT: 'The order was cancelled because the payment was not answered in time.',
  REQUESTED: 'The order was cancelled on request.',
  RESERVATION_TIMED_OUT: 'The order was cancelled because the stock could not be reserved in time.',
  RESERVATION_EXPIRED: 'The order was cancelled because its reservation ran out.',
};

const SENTENCES: Readonly<Record<TimelineType, Sentence>> = {
  ORDER_PLACED: (state) =>
    `The order was placed: ${pieces(state.lines.reduce((all, { quantity }) => all + quantity, 0))}, ${total(state)}.`,
  STOCK_RESERVED: () => 'Every piece is reserved.',
  STOCK_UNAVAILABLE: (state, event) => {
    if (event.type !== 'StockRefused' || event.shortages.length === 0) return 'Not all of it is in stock.';
    const named = event.shortages.slice(0, MOST_NAMED).map(({ orderLineId, requested, available }) => {
      const line = state.lines.find(({ id }) => id === orderLineId);
      return `${line?.title ?? 'an item'} (${requested} asked for, ${available} left)`;
    });
    const rest = event.shortages.length - named.length;
    return `Not enough in stock: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
  },
  PAYMENT_AUTHORIZED: (state) =>
    state.phase === 'CANCELLED'
      ? `The payment of ${total(state)} was authorised after the order had been cancelled; it is given back.`
      : `The payment of ${total(state)} was authorised${card(state)}.`,
  PAYMENT_DECLINED: (state, event) =>
    event.type === 'PaymentDeclined'
      ? `The payment${card(state)} was declined: ${event.message}`
      : `The payment${card(state)} was declined.`,
  PAYMENT_TIMED_OUT: () => 'The payment provider did not answer in time.',
  PAYMENT_CAPTURED: (state, event) => {
    const shipment =
      event.type === 'CaptureSucceeded' && state.shipments.find(({ id }) => id === event.shipmentId);
    if (!shipment) return 'There was nothing to pay.';
    return `${format({ amount: shipment.captureMinor ?? 0, currency: state.currency })} was charged${card(state)}.`;
  },
  PAYMENT_CAPTURE_FAILED: (_state, event) => {
    if (event.type !== 'CaptureFailed') return 'The payment could not be charged.';
    const next = event.givenUp ? 'It is not tried again; somebody has to look at it.' : 'It is tried again.';
    return `The payment could not be charged: ${event.message} ${next}`;
  },
  PAYMENT_VOIDED: () => 'The payment was given back; nothing was charged.',
  ORDER_CONFIRMED: () => 'The order is confirmed and will be shipped.',
  FULFILLMENT_OPENED: () => 'The order waits to be picked.',
  SHIPMENT_PACKED: (_state, event) =>
    event.type === 'ShipmentPacked'
      ? `A package with ${pieces(count(event.pieces))} was packed.`
      : 'A package was packed.',
  SHIPMENT_SHIPPED: (state, event) => {
    if (event.type !== 'ShipmentShipped') return 'A package was shipped.';
    const by = event.carrier ? ` by ${event.carrier}` : '';
    const tracking = event.trackingNumber ? `, tracking number ${event.trackingNumber}` : '';
    const although = state.phase === 'CANCELLED' ? ' although the order had been cancelled' : '';
    return `A package with ${pieces(count(event.pieces))} was shipped${by}${tracking}${although}.`;
  },
  SHIPMENT_DELIVERED: () => 'A package was delivered.',
  CANCELLATION_REQUESTED: ({ cancelReason, cancelNote }) => {
    if (cancelReason === 'RESERVATION_EXPIRED')
      return 'Its reservation ran out, so the order is to be cancelled if nothing has been shipped.';
    return cancelNote
      ? `A cancellation was asked for: ${stopped(cancelNote)}`
      : 'A cancellation was asked for.';
  },
  CANCELLATION_REFUSED: (_state, event) =>
    event.type === 'FulfillmentCancellationRefused'
      ? `The order could not be cancelled any more: ${stopped(event.message)}`
      : 'The order could not be cancelled any more: it has been shipped.',
  ORDER_CANCELLED: ({ cancelReason, cancelNote }) => {
    const why = CANCELLED[cancelReason ?? 'UNKNOWN'];
    return cancelNote ? `${why.slice(0, -1)}: ${stopped(cancelNote)}` : why;
  },
  ORDER_FULFILLED: () => 'All of the order has been shipped.',
  RESERVATION_EXPIRED: () => 'The reservation of what had not been shipped ran out.',
};

/** What a line of the timeline says to a person, in one sentence. `state` is what is known after the event, in the phase before it. */
export function sentence(type: TimelineType, state: SagaState, event: SagaEvent): string {
  return SENTENCES[type](state, event);
}

function count(of: readonly { readonly quantity: number }[]): number {
  return of.reduce((all, { quantity }) => all + quantity, 0);
}

function stopped(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
