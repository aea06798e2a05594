import type { LiveEvent } from './live-event.ts';

export interface OutboxOptions {
  /** Whether the connection takes more now. When it does again, `flush` must be called. */
  readonly writable: () => boolean;
  readonly write: (event: LiveEvent) => void;
  /** The client reads too slowly and cannot be given less. */
  readonly onOverflow: () => void;
  /** So many events are not given to the client any more. */
  readonly onDrop?: (events: number) => void;
}

export interface Outbox {
  offer(event: LiveEvent): void;
  /** Calls `last` once everything is written. */
  finish(last: () => void): void;
  /** Writes what waits, as far as the connection takes it. */
  flush(): void;
  /** How many events wait. */
  readonly size: number;
}

/** An order has some twenty events in its life; whoever is so far behind wants to know how it stands, not how it came to it. */
const MOST_STATES = 100;
/** A store in its busiest minute has some hundreds of changes. */
const MOST_CHANGES = 500;

/**
 * What waits for one client because its connection does not take it: bounded, in order. Of a stream of states only the latest is kept when
 * it gets too much; a stream of changes overflows.
 */
export function createOutbox({ writable, write, onOverflow, onDrop }: OutboxOptions): Outbox {
  // Nearly all clients read as fast as events come, and have no list of their own.
  let held: LiveEvent[] | undefined;
  let ending: (() => void) | undefined;

  function hold(event: LiveEvent): void {
    if (!held) held = [event];
    else if (event.state && held.length >= MOST_STATES) {
      onDrop?.(held.length);
      held = [event];
    } else if (held.length < MOST_CHANGES) held.push(event);
    else {
      onDrop?.(held.length + 1);
      held = undefined;
      onOverflow();
    }
  }

  function end(): void {
    const last = ending;
    ending = undefined;
    last?.();
  }

  return {
    offer(event) {
      if (!held && writable()) write(event);
      else hold(event);
    },
    finish(last) {
      ending = last;
      if (!held) end();
    },
    flush() {
      const waiting = held ?? [];
      let sent = 0;
      for (const event of waiting) {
        if (!writable()) break;
        write(event);
        sent += 1;
      }
      held = sent < waiting.length ? waiting.slice(sent) : undefined;
      if (!held) end();
    },
    get size() {
      return held?.length ?? 0;
    },
  };
}
