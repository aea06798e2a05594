import type { Server } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { MetricsRegistry } from '@longbox/events';
import type { Logger } from 'pino';
import type { EdgeContext } from '../executor/context.ts';
import type { Identification } from '../identity/authenticate.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import type { Transport } from '../transport/transport.ts';
import type { Admission } from '../limits/admission.ts';
import type { DocumentCheck } from '../limits/check-document.ts';
import type { Bus } from './bus.ts';
import { createCheck } from './check.ts';
import { drainOf } from './drain.ts';
import { executeWith } from './execute.ts';
import { createHub, type LiveHub } from './hub.ts';
import { createCount, type LiveLimits } from './limits.ts';
import { createLiveMetrics } from './metrics.ts';
import type { SubscriptionPlanner } from './plan.ts';
import type { RelayTimes } from './relay.ts';
import { serveSockets, type Sockets } from './sockets.ts';
import type { LiveEdge } from './start.ts';
import { createStreams, type LiveStreams } from './streams.ts';

export interface LiveOptions {
  readonly authentication: Identification;
  readonly decide: LiveEdge['decide'];
  readonly persisted: PersistedOperations;
  readonly documents: DocumentCheck;
  readonly admission: Admission;
  /** Whether the message about a wrong name may propose others. */
  readonly proposes: boolean;
  readonly planner: SubscriptionPlanner;
  readonly transports: Readonly<Record<string, Transport>>;
  /** Answers queries and mutations that come over a socket or a stream. */
  readonly server: ApolloServer<EdgeContext>;
  /** Of those, in milliseconds. */
  readonly deadlineMs: number;
  readonly limits: LiveLimits;
  /** Tells other processes of live events; absent where this is the only one. */
  readonly bus?: Bus | undefined;
  readonly relayTimes?: RelayTimes | undefined;
  /** Where counts are told. */
  readonly registry?: MetricsRegistry | undefined;
  readonly logger: Logger;
}

export interface Live {
  /** Takes in sockets on this server. */
  attach(http: Server): void;
  readonly streams: LiveStreams;
  readonly counts: LiveHub['counts'] & { readonly connections: number };
  /** Tells every client to connect elsewhere, and those who come from now on the same. */
  drain(): void;
  /** Waits until they have left, two seconds at most. */
  close(): Promise<void>;
}

/** Live operations in every way a client may ask for them: WebSocket, server-sent events, multipart answers. */
export function createLive(options: LiveOptions): Live {
  const { authentication, decide, persisted, planner, documents, admission } = options;
  const { transports, server, deadlineMs, limits, bus, relayTimes, logger } = options;
  const metrics = createLiveMetrics(options.registry);
  const edge: LiveEdge = {
    check: createCheck(() => planner.schema, documents, options.proposes),
    documents,
    admission,
    hub: createHub({ planner, transports, bus, relayTimes, metrics, logger }),
    execute: (operation, context) => executeWith(server, operation, context),
    deadlineMs,
    authentication,
    decide,
    persisted,
    callers: createCount(limits.perCaller),
    metrics,
    logger,
  };
  let sockets: Sockets | undefined;
  const connections = () => (sockets?.size ?? 0) + streams.size;
  const streams = createStreams(edge, () => connections() < limits.connections);
  return {
    streams,
    attach(http) {
      // A socket counts already when it asks.
      sockets = serveSockets(http, edge, () => connections() <= limits.connections);
    },
    get counts() {
      return { ...edge.hub.counts, connections: connections() };
    },
    drain() {
      const drain = drainOf(connections());
      streams.drain(drain);
      sockets?.drain(drain);
    },
    close: async () => sockets?.close(),
  };
}
