import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Piece, SagaEvent, SagaState } from './saga-event.ts';
import { STATUS_OF } from './saga-table.ts';
import { decide, type Decision } from './saga.ts';
import { LINE_A, LINE_B, PLACED } from './saga.fixtures.ts';

const pieces = fc.array(
  fc.record({
    orderLineId: fc.constantFrom(LINE_A, LINE_B, 'unknown'),
    quantity: fc.integer({ min: -1, max: 3 }),
  }),
  { maxLength: 3 },
);
const shipmentId = fc.constantFrom('s1', 's2', 's3');
const plain = (
  ...types: (
    | 'StockReserved'
    | 'ReservationTimerElapsed'
    | 'ReservationExpired'
    | 'PaymentAuthorized'
    | 'PaymentTimerElapsed'
    | 'PaymentVoided'
    | 'FulfillmentCancelled'
  )[]
) => fc.constantFrom(...types).map((type): SagaEvent => ({ type }));

/** Any event, out of nowhere. */
const anyEvent: fc.Arbitrary<SagaEvent> = fc.oneof(
  plain(
    'StockReserved',
    'ReservationTimerElapsed',
    'ReservationExpired',
    'PaymentAuthorized',
    'PaymentTimerElapsed',
    'PaymentVoided',
    'FulfillmentCancelled',
  ),
  fc.constant<SagaEvent>({ type: 'StockRefused', shortages: [] }),
  fc.constant<SagaEvent>({ type: 'PaymentDeclined', message: 'Declined.' }),
  fc.constant<SagaEvent>({ type: 'CancelRequested', note: null }),
  fc.constant<SagaEvent>({ type: 'FulfillmentOpened', fulfillmentId: 'f' }),
  fc.constant<SagaEvent>({ type: 'FulfillmentCancellationRefused', message: 'No.' }),
  fc.record({ type: fc.constant('CaptureSucceeded' as const), shipmentId }),
  fc.record({
    type: fc.constant('CaptureFailed' as const),
    shipmentId,
    message: fc.constant('No.'),
    givenUp: fc.boolean(),
  }),
  fc.record({ type: fc.constant('ShipmentPacked' as const), shipmentId, pieces }),
  fc.record({
    type: fc.constant('ShipmentShipped' as const),
    shipmentId,
    pieces,
    carrier: fc.constant(null),
    trackingNumber: fc.constant(null),
  }),
  fc.record({ type: fc.constant('ShipmentDelivered' as const), shipmentId }),
);

/** What the saga must never do, as far as one step shows it. */
function broken(
  before: SagaState,
  event: SagaEvent,
  state: SagaState,
  decision: Decision,
  seen: ReadonlySet<string>,
): string[] {
  if (decision.does !== 'move') return [];
  const commanded = new Set(decision.commands.map(({ kind }) => kind));
  const last = decision.timeline.at(-1);
  const ended = before.phase === 'CANCELLED' || before.phase === 'FULFILLED';
  const rules: Record<string, boolean> = {
    'the status is that of the phase': state.status === STATUS_OF[state.phase],
    'no status changes without a line that says so':
      last?.status === state.status &&
      last.paymentStatus === state.paymentStatus &&
      last.fulfillmentStatus === state.fulfillmentStatus,
    'an end is final': !ended || state.phase === before.phase,
    'confirmed only with stock and authorisation':
      !commanded.has('PUBLISH_CONFIRMED') ||
      (seen.has('StockReserved') && event.type === 'PaymentAuthorized'),
    'nothing is captured of a cancelled order':
      state.phase !== 'CANCELLED' || (!commanded.has('CAPTURE') && state.capturedMinor === 0),
    'never more than the total': state.capturedMinor <= state.totalMinor,
    'never more than was ordered': state.lines.every(({ fulfilled, quantity }) => fulfilled <= quantity),
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

describe('the order saga, whatever it is told', () => {
  it('answers every sequence of events without throwing, never captures when cancelled, never confirms without stock and authorisation', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state = PLACED;
        const seen = new Set<string>();
        const problems = events.flatMap((event) => {
          const before = state;
          const decision = decide(before, event);
          if (decision.does === 'move') state = decision.state;
          const found = broken(before, event, state, decision, seen);
          seen.add(event.type);
          return found;
        });
        expect(problems).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect.assertions(2_000);
  });

  /**
   * The world around one order: what it commands comes back as answers, any number of times, in any order between the peers, with timers
   * and a shopper who cancels thrown in between. `pick` decides who speaks next.
   */
  function live(script: readonly number[]) {
    let state = PLACED;
    let turn = 0;
    const pick = (most: number) => (script[turn++ % script.length] ?? 0) % most;
    const seen = new Set<string>();
    const problems: string[] = [];
    const mail: SagaEvent[] = [{ type: 'ReservationTimerElapsed' }];
    const provider = { authorized: false, voided: false, charged: 0 };
    const fulfillment = {
      open: false,
      closed: false,
      left: new Map([
        [LINE_A, 2],
        [LINE_B, 1],
      ]),
      count: 0,
    };
    const stock = { held: false, cancelled: false };
    const inventory: SagaEvent[] =
      pick(5) === 0 ? [{ type: 'StockRefused', shortages: [] }] : [{ type: 'StockReserved' }];
    if (inventory[0]?.type === 'StockReserved') stock.held = true;
    mail.push(...inventory);
    if (pick(3) === 0) mail.push({ type: 'CancelRequested', note: null });
    if (pick(8) === 0) mail.push({ type: 'ReservationExpired' });

    const tell = (event: SagaEvent) => {
      const before = state;
      const decision = decide(before, event);
      if (decision.does === 'move') state = decision.state;
      problems.push(...broken(before, event, state, decision, seen));
      seen.add(event.type);
      if (decision.does !== 'move') return;
      for (const command of decision.commands) {
        if (command.kind === 'AUTHORIZE') {
          const answer = pick(4);
          if (answer === 0) mail.push({ type: 'PaymentDeclined', message: 'No.' });
          else if (answer > 1 && !provider.voided) {
            provider.authorized = true;
            mail.push({ type: 'PaymentAuthorized' });
          }
        }
        if (command.kind === 'SET_PAYMENT_TIMER') mail.push({ type: 'PaymentTimerElapsed' });
        if (command.kind === 'VOID') {
          provider.voided = true;
          provider.authorized = false;
          mail.push({ type: 'PaymentVoided' });
        }
        if (command.kind === 'CAPTURE') {
          const succeed = pick(6) > 0;
          if (!succeed)
            mail.push({
              type: 'CaptureFailed',
              shipmentId: command.shipmentId,
              message: 'Wait.',
              givenUp: false,
            });
          provider.charged += command.amountMinor;
          mail.push({ type: 'CaptureSucceeded', shipmentId: command.shipmentId });
        }
        if (command.kind === 'PUBLISH_CONFIRMED') fulfillment.open = true;
        if (command.kind === 'PUBLISH_CANCELLED') Object.assign(stock, { cancelled: true, held: false });
        if (command.kind === 'ASK_FULFILLMENT_TO_CANCEL') {
          fulfillment.closed ||= fulfillment.count === 0;
          mail.push(
            fulfillment.closed
              ? { type: 'FulfillmentCancelled' }
              : { type: 'FulfillmentCancellationRefused', message: 'It has left.' },
          );
        }
      }
    };
    const shipSome = (all: boolean) => {
      const sent: Piece[] = [];
      for (const [orderLineId, left] of fulfillment.left) {
        const quantity = all ? left : Math.min(left, pick(3));
        fulfillment.left.set(orderLineId, left - quantity);
        if (quantity > 0) sent.push({ orderLineId, quantity });
      }
      if (sent.length === 0) return;
      fulfillment.count += 1;
      const id = `s${fulfillment.count}`;
      mail.push(
        { type: 'ShipmentPacked', shipmentId: id, pieces: sent },
        { type: 'ShipmentShipped', shipmentId: id, pieces: sent, carrier: null, trackingNumber: null },
        { type: 'ShipmentDelivered', shipmentId: id },
      );
    };
    const fulfillable = () =>
      fulfillment.open && !fulfillment.closed && [...fulfillment.left.values()].some((left) => left > 0);

    for (let step = 0; step < 1_000 && (mail.length > 0 || fulfillable()); step += 1) {
      // At last the world calms down: what is left is shipped, and told once.
      const calm = step >= 150;
      if (fulfillable() && (calm || pick(4) === 0)) shipSome(calm);
      const at = calm ? 0 : pick(Math.max(1, mail.length));
      const event = mail[at];
      if (!event) continue;
      // Now and then it is delivered and comes again later.
      if (calm || pick(5) !== 0) mail.splice(at, 1);
      tell(event);
    }
    return {
      state,
      problems,
      unread: mail.length,
      held: provider.authorized,
      heldStock: stock.held,
      charged: provider.charged,
    };
  }

  it('ends every order legally, with money and stock conserved, under any interleaving, duplication and reordering', () => {
    const ends = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 60, maxLength: 200 }), (script) => {
        const { state, problems, unread, held, heldStock, charged } = live(script);
        expect({ problems, unread }).toEqual({ problems: [], unread: 0 });
        const end = `${state.status} ${state.paymentStatus}`;
        ends.add(end);
        const money = end === 'FULFILLED PAID' ? state.totalMinor : 0;
        expect({ charged, captured: state.capturedMinor }).toEqual({ charged: money, captured: money });
        // What was held for it is used up or given back.
        expect(state.status === 'CANCELLED' && (held || heldStock)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
    expect([...ends].sort()).toEqual(['CANCELLED DECLINED', 'CANCELLED VOIDED', 'FULFILLED PAID']);
  });
});
