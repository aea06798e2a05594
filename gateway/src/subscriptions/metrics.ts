import { MetricsRegistry } from '@longbox/events';
import { Counter, Gauge } from 'prom-client';
import { CLOSE } from './close-codes.ts';

/** How a client gets its events. */
export type Protocol = 'websocket' | 'sse' | 'multipart';

/** Counts what happens to live operations. */
export interface LiveMetrics {
  /** A subscription has begun; returns what is called when it is over. */
  begun(protocol: Protocol): () => void;
  /** An owner is asked for a stream; returns what is called when it is not any more. */
  asked(): () => void;
  /** An event was given to a client's connection. */
  delivered(protocol: Protocol): void;
  /** Events that a client read too slowly to be given. */
  dropped(protocol: Protocol, events: number): void;
  /** A socket was closed, by whichever side. */
  closed(code: number): void;
}

/** Our own codes, and what a client or a broken connection ends with (RFC 6455, 7.4.1). Clients may say others: those are told as one. */
const CODES: ReadonlySet<number> = new Set([
  ...Object.values(CLOSE).map(({ code }) => code),
  1000,
  1005,
  1006,
  1009,
]);

/** Tells of live operations in a registry; a registry takes those of one gateway. */
export function createLiveMetrics(registry: MetricsRegistry = new MetricsRegistry()): LiveMetrics {
  const registers = [registry];
  const labelNames = ['protocol'] as const;
  const open = new Gauge({
    name: 'longbox_live_subscriptions',
    help: 'Subscriptions that are open.',
    labelNames,
    registers,
  });
  const streams = new Gauge({
    name: 'longbox_live_upstream_streams',
    help: 'Streams that owners are asked for; subscriptions that ask for the same share one.',
    registers,
  });
  const delivered = new Counter({
    name: 'longbox_live_events_delivered_total',
    help: 'Events that were given to connections of clients, and answers to queries that came the same way.',
    labelNames,
    registers,
  });
  const dropped = new Counter({
    name: 'longbox_live_events_dropped_total',
    help: 'Events that clients read too slowly to be given.',
    labelNames,
    registers,
  });
  const closed = new Counter({
    name: 'longbox_live_sockets_closed_total',
    help: 'Sockets that were closed, by code (docs/live.md).',
    labelNames: ['code'] as const,
    registers,
  });
  return {
    begun(protocol) {
      open.inc({ protocol });
      return once(() => open.dec({ protocol }));
    },
    asked() {
      streams.inc();
      return once(() => streams.dec());
    },
    delivered: (protocol) => delivered.inc({ protocol }),
    dropped: (protocol, events) => dropped.inc({ protocol }, events),
    closed: (code) => closed.inc({ code: CODES.has(code) ? String(code) : 'other' }),
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
