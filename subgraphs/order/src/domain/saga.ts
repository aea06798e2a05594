import { captureForShipment } from './capture.ts';
import type { Piece, SagaEvent, SagaShipment, SagaState } from './saga-event.ts';
import { sentence } from './saga-sentences.ts';
import { SAGA, type CommandKind, type Entry, type Phase, type Rule, type Signal } from './saga-table.ts';
import type { CancelReason, Statuses, TimelineType } from './statuses.ts';

export interface TimelineLine extends Statuses {
  readonly type: TimelineType;
  readonly message: string;
}

/** What the step wants done in its own transaction. Amounts are minor units of the order's currency. */
export type Command =
  | { readonly kind: Exclude<CommandKind, 'CAPTURE' | 'AUTHORIZE' | 'PUBLISH_CANCELLED'> }
  | { readonly kind: 'AUTHORIZE'; readonly amountMinor: number }
  | { readonly kind: 'CAPTURE'; readonly amountMinor: number; readonly shipmentId: string }
  | { readonly kind: 'PUBLISH_CANCELLED'; readonly reason: CancelReason; readonly message: string };

export type Decision =
  | {
      readonly does: 'move';
      readonly from: Phase;
      readonly state: SagaState;
      readonly timeline: readonly TimelineLine[];
      readonly commands: readonly Command[];
    }
  | { readonly does: 'ignore'; readonly because: string }
  | { readonly does: 'refuse'; readonly because: string };

/**
 * One step of the order saga: looks the event up in the table and says what follows. Total and pure: every event is answered in every
 * phase, also one that comes twice, late or out of nowhere, and nothing is ever thrown for it.
 */
export function decide(state: SagaState, event: SagaEvent): Decision {
  const rule: Rule = SAGA[signalOf(state, event)][state.phase];
  if (rule.does !== 'move') return rule;
  const known = withFacts(state, event, rule);
  const commands = rule.commands.flatMap((kind) => commandOf(kind, state, known, event));
  const entries = rule.entries.concat(
    freeOfCharge(known) ? [{ type: 'PAYMENT_CAPTURED', payment: 'PAID' }] : [],
  );
  const timeline: TimelineLine[] = [];
  let statuses: Statuses = state;
  for (const entry of entries) {
    statuses = after(statuses, entry);
    timeline.push({ type: entry.type, message: sentence(entry.type, known, event), ...statuses });
  }
  const { status, paymentStatus, fulfillmentStatus } = statuses;
  return {
    does: 'move',
    from: state.phase,
    state: { ...known, phase: rule.to, status, paymentStatus, fulfillmentStatus },
    timeline,
    commands,
  };
}

/** The statuses after a line of the timeline. */
export function after(statuses: Statuses, entry: Entry): Statuses {
  return {
    status: entry.status ?? statuses.status,
    paymentStatus: entry.payment ?? statuses.paymentStatus,
    fulfillmentStatus: entry.fulfillment ?? statuses.fulfillmentStatus,
  };
}

/** Compares what is told with what is known: whether it is news, and whether it is all or a part. */
function signalOf(state: SagaState, event: SagaEvent): Signal {
  switch (event.type) {
    case 'ShipmentPacked': {
      const shipment = find(state, event.shipmentId);
      return shipment?.packed || shipment?.shipped ? 'Repeated' : event.type;
    }
    case 'ShipmentShipped':
      if (find(state, event.shipmentId)?.shipped) return 'Repeated';
      return ship(state, event.pieces).every(({ fulfilled, quantity }) => fulfilled === quantity)
        ? 'RestShipped'
        : 'PartShipped';
    case 'ShipmentDelivered':
      return find(state, event.shipmentId)?.delivered ? 'Repeated' : event.type;
    case 'CaptureSucceeded': {
      const shipment = find(state, event.shipmentId);
      if (shipment?.captureMinor == null || shipment.captured) return 'Repeated';
      return state.capturedMinor + shipment.captureMinor === state.totalMinor
        ? 'RestCaptured'
        : 'PartCaptured';
    }
    case 'CaptureFailed': {
      const shipment = find(state, event.shipmentId);
      return shipment?.captureMinor == null || shipment.captured ? 'Repeated' : event.type;
    }
    case 'PaymentVoided':
      return state.paymentStatus === 'VOIDED' ? 'Repeated' : event.type;
    case 'FulfillmentOpened':
      return state.fulfillmentId === null ? event.type : 'Repeated';
    default:
      return event.type;
  }
}

/** What is known after the event, statuses and phase aside. */
function withFacts(state: SagaState, event: SagaEvent, rule: Extract<Rule, { does: 'move' }>): SagaState {
  const known: SagaState = { ...state, ...cancellationAfter(event, rule) };
  switch (event.type) {
    case 'FulfillmentOpened':
      return { ...known, fulfillmentId: event.fulfillmentId };
    case 'ShipmentPacked':
      return withShipment(known, event.shipmentId, { packed: true });
    case 'ShipmentDelivered':
      return withShipment(known, event.shipmentId, { delivered: true });
    case 'ShipmentShipped': {
      if (!rule.commands.includes('CAPTURE')) return withShipment(known, event.shipmentId, { shipped: true });
      const captureMinor = captureForShipment(state, counted(event.pieces));
      return withShipment({ ...known, lines: ship(state, event.pieces) }, event.shipmentId, {
        shipped: true,
        captureMinor: captureMinor > 0 ? captureMinor : null,
      });
    }
    case 'CaptureSucceeded': {
      const amount = find(state, event.shipmentId)?.captureMinor ?? 0;
      return withShipment({ ...known, capturedMinor: state.capturedMinor + amount }, event.shipmentId, {
        captured: true,
      });
    }
    default:
      return known;
  }
}

/** Why it is (being) cancelled; forgotten when it goes on after all. */
function cancellationAfter(event: SagaEvent, rule: Extract<Rule, { does: 'move' }>) {
  const cancelling = rule.to === 'CANCELLING' || rule.to === 'CANCELLING_SHIPPED' || rule.to === 'CANCELLED';
  if (!cancelling) return { cancelReason: null, cancelNote: null };
  if (rule.reason === undefined) return {};
  return { cancelReason: rule.reason, cancelNote: event.type === 'CancelRequested' ? event.note : null };
}

function commandOf(
  kind: CommandKind,
  before: SagaState,
  known: SagaState,
  event: SagaEvent,
): readonly Command[] {
  switch (kind) {
    case 'AUTHORIZE':
      return [{ kind, amountMinor: before.totalMinor }];
    case 'CAPTURE': {
      if (event.type !== 'ShipmentShipped') return [];
      const amountMinor = find(known, event.shipmentId)?.captureMinor ?? 0;
      return amountMinor > 0 ? [{ kind, amountMinor, shipmentId: event.shipmentId }] : [];
    }
    case 'PUBLISH_CANCELLED':
      return [
        { kind, reason: known.cancelReason ?? 'UNKNOWN', message: sentence('ORDER_CANCELLED', known, event) },
      ];
    default:
      return [{ kind }];
  }
}

/** An order that costs nothing is paid when it is shipped: there is nothing to capture. */
function freeOfCharge(known: SagaState): boolean {
  return known.totalMinor === 0 && known.paymentStatus === 'AUTHORIZED' && isShipped(known);
}

const isShipped = ({ lines }: SagaState) => lines.every(({ quantity, fulfilled }) => fulfilled === quantity);

function find(state: SagaState, shipmentId: string): SagaShipment | undefined {
  return state.shipments.find(({ id }) => id === shipmentId);
}

function withShipment(state: SagaState, id: string, change: Partial<SagaShipment>): SagaState {
  const fresh = { id, packed: false, shipped: false, delivered: false, captureMinor: null, captured: false };
  const others = state.shipments.filter((shipment) => shipment.id !== id);
  return { ...state, shipments: [...others, { ...fresh, ...find(state, id), ...change }] };
}

function counted(pieces: readonly Piece[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { orderLineId, quantity } of pieces)
    counts.set(orderLineId, (counts.get(orderLineId) ?? 0) + Math.max(0, quantity));
  return counts;
}

function ship(state: SagaState, pieces: readonly Piece[]) {
  const counts = counted(pieces);
  return state.lines.map((line) => ({
    ...line,
    fulfilled: Math.min(line.quantity, line.fulfilled + (counts.get(line.id) ?? 0)),
  }));
}
