import type { Logger } from 'pino';
import type { EventCause } from '@longbox/events';
import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import type { Carrier } from './carrier.ts';

/** What the use cases stand on. */
export interface Parts {
  readonly database: Database;
  readonly carrier: Carrier;
  readonly clock: () => Date;
  readonly logger: Logger;
}

export type StoreCause = EventCause & { readonly tenantId: string };

export function causeOfCaller({ store, correlationId }: Caller): StoreCause {
  return { tenantId: store.id, correlationId };
}
