import type { DomainEvent } from './domain-event.ts';
import { open, typeOf } from './envelope.ts';
import type { Handlers } from './domain-event.ts';
import type { StoredEvent } from './port.ts';

/** An event with the record that it came in. */
export interface Delivery {
  readonly record: StoredEvent;
  readonly event: DomainEvent;
}

/** What to do next with the records of one partition, in their order. */
export type Step =
  | { readonly kind: 'handle'; readonly deliveries: readonly Delivery[] }
  | { readonly kind: 'unreadable'; readonly record: StoredEvent; readonly error: unknown };

/**
 * Cuts records of one partition into steps that keep their order: runs of events of one store, at most so many in each, which one
 * transaction may take; and records that cannot be read. Records of types that nobody handles are left out.
 */
export function stepsOf(records: readonly StoredEvent[], handlers: Handlers, mostInOne: number): Step[] {
  const steps: Step[] = [];
  let run: Delivery[] = [];
  for (const record of records) {
    const type = typeOf(record);
    // A record without a type is no event of ours and must be looked at; a type without a handler is somebody else's.
    if (record.headers['ce_type'] !== undefined && (type === undefined || handlers[type] === undefined))
      continue;
    try {
      const event = open(record);
      if (run.length === 0 || run.length >= mostInOne || run[0]?.event.tenantId !== event.tenantId) {
        run = [];
        steps.push({ kind: 'handle', deliveries: run });
      }
      run.push({ record, event });
    } catch (error) {
      run = [];
      steps.push({ kind: 'unreadable', record, error });
    }
  }
  return steps;
}
