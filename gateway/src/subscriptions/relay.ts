import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { edgeError, told } from '../errors.ts';
import type { Bus } from './bus.ts';
import type { Group, Source } from './group.ts';
import { createSpeaker, isMessage, type Message } from './relay-messages.ts';
import type { Arrival, Upstream } from './upstream.ts';

export interface RelayOptions {
  readonly bus: Bus;
  /** The same in every process for what may be shared. */
  readonly key: string;
  /** This process. */
  readonly name: string;
  readonly group: Group;
  /** Asks the owner, from after an event or from the beginning. */
  readonly open: (
    after: string | undefined,
    onEvent: (event: Arrival) => void,
    onEnd: (errors?: readonly GraphQLFormattedError[]) => void,
  ) => Upstream;
  /** The last event of another process, filled in anew for those who come now. */
  readonly refresh: (last: Arrival) => Promise<Arrival>;
  readonly logger: Logger;
  readonly times?: RelayTimes | undefined;
}

/** Milliseconds. */
export interface RelayTimes {
  /** After so long the streams of a process that died are taken over by another one. */
  readonly lease: number;
  /** How often a lease is asked for, or held longer. */
  readonly beat: number;
  /** How long the process that asks the owner may take to say how things stand, before this one asks the owner itself. */
  readonly patience: number;
}

export const RELAY_TIMES: RelayTimes = { lease: 6_000, beat: 2_000, patience: 1_000 };

/**
 * The source of a group where several processes of the gateway have listeners for the same stream: one of them, which holds the lease, asks
 * the owner and fills events in; the others get them from it. When it leaves or dies, another one goes on after the last event it knows,
 * so that nothing is missed; and a process that hears nothing, or has missed something, asks the owner itself. A bus that is away costs
 * work, and no event.
 */
export function openRelay(options: RelayOptions): Source & { restart(): void } {
  const { bus, key, name, group, logger, times = RELAY_TIMES } = options;
  const speaker = createSpeaker(bus, key, name, logger);
  let role: 'new' | 'follows' | 'leads' | 'alone' | 'stopped' = 'new';
  let upstream: Upstream | undefined;
  let patience: NodeJS.Timeout | undefined;
  let hush: (() => Promise<void>) | undefined;
  /** The last message of the process that leads; undefined until it has said how things stand. */
  let heard: { readonly from: string; readonly n: number } | undefined;
  const isOver = () => role === 'stopped';

  const lastId = () => group.recent.at(-1)?.id ?? group.base;

  /** Asks the owner, for the others too or for this process only. */
  function ask(as: 'leads' | 'alone'): void {
    clearTimeout(patience);
    role = as;
    if (upstream) return;
    const last = group.recent.at(-1);
    if (last && last.id === undefined)
      // Nobody can say what came after it.
      return group.finish([
        told(
          edgeError('DOWNSTREAM_SERVICE_ERROR', 'The live service went away: subscribe again in a moment.'),
        ),
      ]);
    upstream = options.open(
      lastId(),
      (event) => {
        if (role === 'leads') speaker.event(event);
        group.push(event);
      },
      (errors) => {
        if (role === 'leads') speaker.end(errors);
        group.finish(errors);
      },
    );
  }

  /** Asks whoever leads how things stand, and asks the owner when nobody says it. */
  function inquire(): void {
    role = 'follows';
    heard = undefined;
    clearTimeout(patience);
    patience = setTimeout(() => ask('alone'), times.patience).unref();
    speaker.hello();
  }

  /** Hears the events from now on instead of asking for them. */
  function follow(): void {
    upstream?.stop();
    upstream = undefined;
  }

  /** How things stand there: whatever was missed here is given, or asked for at the owner when it is not there any more. */
  function catchUp({ from, n, base, recent }: Extract<Message, { kind: 'sync' }>): void {
    clearTimeout(patience);
    heard = { from, n };
    const last = lastId();
    if (last !== undefined) {
      const index = last === base ? 0 : recent.findIndex(({ id }) => id === last) + 1;
      if (index === 0 && last !== base) return ask('alone');
      follow();
      for (const event of recent.slice(index)) group.push(event);
      return;
    }
    const shown = recent.at(-1);
    // It goes on from somewhere, and would not tell a newcomer how things stand.
    if (shown ? shown.id === undefined : base !== undefined) return ask('alone');
    follow();
    if (!shown) return;
    if (!shown.state) return group.startAt(shown.id);
    options
      .refresh(shown)
      .catch(() => shown)
      // A newer event came meanwhile, and says more.
      .then((fresh) => void (!isOver() && group.recent.length === 0 && group.push(fresh)))
      .catch((err: unknown) => logger.error({ err }, 'a live event was not told'));
  }

  function hear(text: string): void {
    const message = isMessage(text);
    if (!message || message.from === name || isOver()) return;
    if (message.kind === 'hello') {
      if (role === 'leads') speaker.sync(group.base, group.recent);
      return;
    }
    if (role !== 'follows') return;
    if (message.kind === 'bye') return void beat().catch(failed);
    if (message.kind === 'sync') return catchUp(message);
    if (!heard) return;
    if (message.from !== heard.from || message.n !== heard.n + 1) return inquire();
    heard = message;
    if (message.kind === 'event') group.push(message.event);
    else group.finish(message.errors);
  }

  /** Stands for the lease, or holds it longer. */
  async function beat(): Promise<void> {
    let has: boolean;
    try {
      has = await bus.acquire(key, name, times.lease);
    } catch {
      if (role === 'new' || role === 'follows') ask('alone');
      return;
    }
    if (isOver()) return has ? bus.release(key, name) : undefined;
    if (has && role !== 'leads') ask('leads');
    // Whoever asks the owner itself, although somebody else does it for all, goes on doing so until it hears of them.
    else if (!has && role !== 'follows') inquire();
  }

  const failed = (err: unknown) => logger.warn({ err }, 'live events are not shared for the moment');
  const pulse = setInterval(() => void beat().catch(failed), times.beat).unref();
  const forgetGaps = bus.onGap(() => role === 'follows' && inquire());

  async function begin(): Promise<void> {
    const end = await bus.subscribe(key, hear);
    if (isOver()) return end();
    hush = end;
    await beat();
  }
  begin().catch((err: unknown) => {
    failed(err);
    if (role === 'new') ask('alone');
  });

  return {
    stop() {
      const led = role === 'leads';
      role = 'stopped';
      clearInterval(pulse);
      clearTimeout(patience);
      forgetGaps();
      upstream?.stop();
      const leave = async () => {
        await hush?.();
        if (!led) return;
        await bus.release(key, name);
        await speaker.bye();
      };
      leave().catch(failed);
    },
    restart: () => upstream?.restart(),
  };
}
