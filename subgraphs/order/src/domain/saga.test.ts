import { describe, expect, it } from '@jest/globals';
import type { SagaEvent, SagaState } from './saga-event.ts';
import { BEGINNING, PHASES, SAGA, SIGNALS, STATUS_OF } from './saga-table.ts';
import { after, decide } from './saga.ts';
import { LINE_A, LINE_B, PLACED } from './saga.fixtures.ts';

const ship = (shipmentId: string, pieces: Record<string, number>): SagaEvent => ({
  type: 'ShipmentShipped',
  shipmentId,
  carrier: 'Test Post',
  trackingNumber: 'T1',
  pieces: Object.entries(pieces).map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
});
const captured = (shipmentId: string): SagaEvent => ({ type: 'CaptureSucceeded', shipmentId });
const CANCEL: SagaEvent = { type: 'CancelRequested', note: 'changed my mind' };

/** Plays events in order and gives the end, with what was commanded and said on the way. */
function play(events: readonly SagaEvent[], from: SagaState = PLACED) {
  let state = from;
  const commands: string[] = [];
  const said: string[] = [];
  for (const event of events) {
    const decision = decide(state, event);
    if (decision.does !== 'move') continue;
    state = decision.state;
    commands.push(
      ...decision.commands.map((each) =>
        'amountMinor' in each ? `${each.kind} ${each.amountMinor}` : each.kind,
      ),
    );
    said.push(...decision.timeline.map(({ type }) => type));
  }
  return {
    state,
    commands,
    said,
    statuses: [state.status, state.paymentStatus, state.fulfillmentStatus].join(' '),
  };
}
const CONFIRMED: SagaEvent[] = [{ type: 'StockReserved' }, { type: 'PaymentAuthorized' }];

describe('the table of the order saga', () => {
  const moves = SIGNALS.flatMap((signal) =>
    PHASES.flatMap((from) => {
      const rule = SAGA[signal][from];
      return rule.does === 'move' ? [{ signal, from, ...rule }] : [];
    }),
  );

  it('ends each move in the status of its phase, so that the timeline has said so', () => {
    for (const { from, to, entries } of moves) {
      const before = {
        status: STATUS_OF[from],
        paymentStatus: 'PENDING',
        fulfillmentStatus: 'UNFULFILLED',
      } as const;
      expect(entries.reduce(after, before).status).toBe(STATUS_OF[to]);
    }
    expect(STATUS_OF[BEGINNING.to]).toBe('PENDING');
  });

  it('never leaves an end', () => {
    const ends: readonly string[] = ['FULFILLED', 'CANCELLED'];
    expect(moves.filter(({ from, to }) => ends.includes(from) && to !== from)).toEqual([]);
  });

  it('cancels with a reason, and tells the other subgraphs', () => {
    const cancelling = moves.filter(({ from, to }) => to === 'CANCELLED' && from !== 'CANCELLED');
    expect(cancelling.length).toBeGreaterThan(5);
    for (const { from, commands, reason } of cancelling) {
      expect(commands).toContain('PUBLISH_CANCELLED');
      expect(from === 'CANCELLING' || reason !== undefined).toBe(true);
    }
  });
});

describe('the order saga', () => {
  it('goes from placed to paid', () => {
    const end = play([
      ...CONFIRMED,
      { type: 'FulfillmentOpened', fulfillmentId: 'f' },
      { type: 'ShipmentPacked', shipmentId: 's', pieces: [] },
      ship('s', { [LINE_A]: 2, [LINE_B]: 1 }),
      captured('s'),
      { type: 'ShipmentDelivered', shipmentId: 's' },
    ]);
    expect(end.statuses).toBe('FULFILLED PAID FULFILLED');
    expect(end.commands).toEqual([
      'CLEAR_TIMERS',
      'SET_PAYMENT_TIMER',
      'AUTHORIZE 2699',
      'CLEAR_TIMERS',
      'PUBLISH_CONFIRMED',
      'CAPTURE 2699',
    ]);
    expect(end.said).toEqual([
      'STOCK_RESERVED',
      'PAYMENT_AUTHORIZED',
      'ORDER_CONFIRMED',
      'FULFILLMENT_OPENED',
      'SHIPMENT_PACKED',
      'SHIPMENT_SHIPPED',
      'ORDER_FULFILLED',
      'PAYMENT_CAPTURED',
      'SHIPMENT_DELIVERED',
    ]);
  });

  it.each<[string, SagaEvent[], string, string[]]>([
    [
      'stock is refused',
      [{ type: 'StockRefused', shortages: [] }],
      'CANCELLED VOIDED UNFULFILLED',
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
    ],
    [
      'stock does not answer',
      [{ type: 'ReservationTimerElapsed' }],
      'CANCELLED VOIDED UNFULFILLED',
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
    ],
    [
      'the shopper cancels at once',
      [CANCEL],
      'CANCELLED VOIDED UNFULFILLED',
      ['CLEAR_TIMERS', 'PUBLISH_CANCELLED'],
    ],
  ])('is cancelled without touching the payment when %s', (_title, events, statuses, commands) => {
    expect(play(events)).toMatchObject({ statuses, commands });
  });

  it('is cancelled when the payment is declined, and has nothing to give back', () => {
    const end = play([{ type: 'StockReserved' }, { type: 'PaymentDeclined', message: 'No funds.' }]);
    expect(end.statuses).toBe('CANCELLED DECLINED UNFULFILLED');
    expect(end.commands).not.toContain('VOID');
  });

  it('voids when the payment times out, and again when the answer comes late', () => {
    const timedOut = play([{ type: 'StockReserved' }, { type: 'PaymentTimerElapsed' }]);
    expect(timedOut.statuses).toBe('CANCELLED PENDING UNFULFILLED');
    expect(timedOut.commands.slice(3)).toEqual(['CLEAR_TIMERS', 'VOID', 'PUBLISH_CANCELLED']);
    const late = play([{ type: 'PaymentVoided' }, { type: 'PaymentAuthorized' }], timedOut.state);
    expect(late).toMatchObject({ statuses: 'CANCELLED AUTHORIZED UNFULFILLED', commands: ['VOID'] });
    expect(play([{ type: 'PaymentVoided' }], late.state).statuses).toBe('CANCELLED VOIDED UNFULFILLED');
  });

  it('asks fulfillment before it cancels a confirmed order', () => {
    const asked = play([...CONFIRMED, CANCEL, CANCEL]);
    expect(asked.statuses).toBe('CANCELLING AUTHORIZED UNFULFILLED');
    expect(asked.commands.slice(5)).toEqual(['ASK_FULFILLMENT_TO_CANCEL']);
    const yes = play([{ type: 'FulfillmentCancelled' }], asked.state);
    expect(yes).toMatchObject({
      statuses: 'CANCELLED AUTHORIZED UNFULFILLED',
      commands: ['VOID', 'PUBLISH_CANCELLED'],
    });
    expect(yes.state).toMatchObject({ cancelReason: 'REQUESTED', cancelNote: 'changed my mind' });
    const no = play([{ type: 'FulfillmentCancellationRefused', message: 'It has left.' }], asked.state);
    expect(no).toMatchObject({
      statuses: 'CONFIRMED AUTHORIZED UNFULFILLED',
      commands: [],
      said: ['CANCELLATION_REFUSED'],
    });
    expect(no.state.cancelReason).toBeNull();
  });

  it('charges what was shipped before fulfillment heard of the cancellation, and goes on', () => {
    const end = play([
      ...CONFIRMED,
      CANCEL,
      ship('s', { [LINE_A]: 1 }),
      captured('s'),
      { type: 'FulfillmentCancellationRefused', message: 'It has left.' },
    ]);
    expect(end.statuses).toBe('CONFIRMED PARTIALLY_PAID PARTIALLY_FULFILLED');
    expect(decide(end.state, CANCEL)).toMatchObject({ does: 'refuse' });
  });

  it('captures each shipment once, and the total in all', () => {
    const end = play([
      ...CONFIRMED,
      ship('s1', { [LINE_A]: 1 }),
      ship('s1', { [LINE_A]: 1 }),
      captured('s1'),
      captured('s1'),
      ship('s2', { [LINE_A]: 1, [LINE_B]: 1 }),
      { type: 'CaptureFailed', shipmentId: 's2', message: 'Try again.', givenUp: false },
      captured('s2'),
    ]);
    expect(end.statuses).toBe('FULFILLED PAID FULFILLED');
    expect(end.commands.filter((each) => each.startsWith('CAPTURE'))).toEqual([
      'CAPTURE 1249',
      'CAPTURE 1450',
    ]);
    expect(end.state.capturedMinor).toBe(2699);
    expect(end.said.filter((type) => type === 'PAYMENT_CAPTURE_FAILED')).toHaveLength(1);
  });

  it('calls an order that costs nothing paid when all of it is shipped', () => {
    const free = { ...PLACED, totalMinor: 0, shippingMinor: 0 };
    const end = play([...CONFIRMED, ship('s', { [LINE_A]: 2, [LINE_B]: 1 })], free);
    expect(end.statuses).toBe('FULFILLED PAID FULFILLED');
    expect(end.commands).not.toContainEqual(expect.stringMatching('CAPTURE'));
  });

  it('says what happened in sentences, with names and amounts but never a card number', () => {
    const refused = decide(PLACED, {
      type: 'StockRefused',
      shortages: [{ orderLineId: LINE_A, requested: 2, available: 1 }],
    });
    expect(refused.does === 'move' && refused.timeline.map(({ message }) => message)).toEqual([
      'Not enough in stock: Angel (2 asked for, 1 left).',
      'The order was cancelled because not all of it is in stock.',
    ]);
    const cancelled = decide(PLACED, CANCEL);
    expect(cancelled.does === 'move' && cancelled.timeline[0]?.message).toBe(
      'The order was cancelled on request: changed my mind.',
    );
  });
});
