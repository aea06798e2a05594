import type { SagaEvent } from '../domain/saga-event.ts';
import type { StepFacts } from '../persistence/saga-store.ts';
import type { SagaWrites } from '../persistence/saga-writes.ts';

/** A step that an order's saga is asked to take. */
export interface Advance {
  readonly orderId: string;
  readonly event: SagaEvent;
  /** Who made it happen, for the timeline. */
  readonly actor: string;
  /** The event that this step answers, if one does. */
  readonly causationId?: string;
  /** What is to be kept on the order if the step is taken. */
  readonly facts?: StepFacts;
  /** What is written in the same transaction whatever the saga says; it is told whether there is such an order. */
  readonly alongside?: (writes: SagaWrites, known: boolean) => void;
}
