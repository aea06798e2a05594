import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Bus } from './bus.ts';
import type { Arrival } from './upstream.ts';

/**
 * What processes say to each other of one stream. `n` counts what the one that leads has said, so that the others notice what they have not
 * heard; `sync` repeats its last count.
 */
export type Message = { readonly from: string } & (
  | { readonly kind: 'hello' }
  | { readonly kind: 'bye' }
  | { readonly kind: 'event'; readonly n: number; readonly event: Arrival }
  | { readonly kind: 'end'; readonly n: number; readonly errors?: readonly GraphQLFormattedError[] }
  | { readonly kind: 'sync'; readonly n: number; readonly base?: string; readonly recent: readonly Arrival[] }
);

const KINDS: ReadonlySet<unknown> = new Set([
  'hello',
  'bye',
  'event',
  'end',
  'sync',
] satisfies Message['kind'][]);

/** A message of ours; undefined for what somebody else says on the channel. */
export function isMessage(text: string): Message | undefined {
  try {
    const message = JSON.parse(text) as Message;
    return KINDS.has(message.kind) ? message : undefined;
  } catch {
    return undefined;
  }
}

export interface Speaker {
  hello(): void;
  event(event: Arrival): void;
  end(errors: readonly GraphQLFormattedError[] | undefined): void;
  sync(base: string | undefined, recent: readonly Arrival[]): void;
  bye(): Promise<void>;
}

/** Says things on the channel of one stream. What does not go out is noticed by the others, who ask the owner then. */
export function createSpeaker(bus: Bus, channel: string, from: string, logger: Logger): Speaker {
  let n = 0;
  const publish = (message: object) => bus.publish(channel, JSON.stringify({ from, ...message }));
  const say = (message: object) =>
    void publish(message).catch((err: unknown) => logger.debug({ err }, 'other processes were not told'));
  return {
    hello: () => say({ kind: 'hello' }),
    event(event) {
      n += 1;
      say({ kind: 'event', n, event: lean(event) });
    },
    end(errors) {
      n += 1;
      say({ kind: 'end', n, errors });
    },
    sync(base, recent) {
      say({ kind: 'sync', n, base, recent: recent.map(lean) });
    },
    bye: () => publish({ kind: 'bye' }),
  };
}

/** What an event was filled in from serves newcomers of a stream of states, and nobody else. */
function lean(event: Arrival): Arrival {
  return event.state ? event : { ...event, known: {} };
}
