import type { EventLog } from '@longbox/events';
import type { Logger } from 'pino';
import type { Peers } from './subgraph.ts';

/** What a host gives a subgraph to live on. */
export interface SubgraphEnvironment {
  /** PostgreSQL URL of the subgraph's own database, by an ordinary role that owns it. */
  readonly databaseUrl: string;
  readonly eventLog: EventLog;
  readonly peers: Peers;
  readonly logger: Logger;
  /** Whether the subgraph publishes its outbox itself, which it does when left out; where change data capture does, it must not. */
  readonly relay?: boolean | undefined;
  /** The time; left out, the machine's. */
  readonly clock?: () => Date;
}
