import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Caller } from '@longbox/identity';
import { inTrace, type TraceSpec } from '@longbox/telemetry';
import type { Logger } from 'pino';
import { edgeError, told } from '../errors.ts';
import type { Variables } from '../executor/operation.ts';
import type { SubgraphRequest, Transport } from '../transport/transport.ts';
import { readAhead, SourceError } from './read-ahead.ts';
import type { LiveEvent } from './live-event.ts';
import type { SubscriptionPlan } from './plan.ts';
import { positionOf, serialised, type OwnersEvent } from './result.ts';

/** An event as it comes from its owner: filled in, and what it was filled in from. */
export interface Arrival extends LiveEvent {
  readonly known: OwnersEvent;
}

/** How a live operation is done: with the supergraph that was served when it was planned last. */
export interface Way {
  readonly plan: SubscriptionPlan;
  readonly transport: Transport;
}

/** For whom events are filled in, and what a trace tells of it. */
export interface AboutEvents {
  readonly caller: Caller;
  readonly variables: Variables;
  readonly span: TraceSpec;
}

export interface UpstreamOptions extends AboutEvents {
  /** Looked up for each event, since the supergraph may be replaced. */
  readonly way: () => Way;
  /** Begins after this event. */
  readonly after: string | undefined;
  readonly logger: Logger;
  readonly onEvent: (event: Arrival) => void;
  /** Called once, unless it was stopped before. */
  readonly onEnd: (errors?: readonly GraphQLFormattedError[]) => void;
}

export interface Upstream {
  /** Ends it at the owner at once. Nothing is told after it. */
  stop(): void;
  /** Asks the owner anew, in the way that is good now, to go on after the last event. A stream without numbers is left as it is. */
  restart(): void;
}

/** Events that are filled in at the same time: a fetch takes some milliseconds, and a burst of an order's life has some twenty. */
const MOST_AT_ONCE = 16;
/** Events that wait to be filled in. */
const MOST_WAITING = 1_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A subgraph that is rolled out again is back by then. */
const GIVE_UP_MS = 60_000;

/**
 * The one stream that the owner of a root field sends for everybody who shares it. Each event is filled in from the other subgraphs,
 * several at a time, and told in order. An owner that goes away is asked again with backoff, to go on after the last event that was
 * told; one that numbers no events cannot do that, and then the stream ends with an error.
 */
export function openUpstream(options: UpstreamOptions): Upstream {
  const { way, caller, variables, span, logger, onEvent, onEnd } = options;
  let last = options.after;
  let resumable = options.after !== undefined;
  const state = { stopped: false, restarts: false };
  let endSource: (() => unknown) | undefined;
  let endPause: (() => void) | undefined;

  function tell(event: Arrival): void {
    if (state.stopped || (event.id !== undefined && event.id === last)) return;
    last = event.id;
    resumable = event.id !== undefined;
    onEvent(event);
  }

  /** Reads the owner's stream to its end, or throws what broke it. */
  async function read(): Promise<void> {
    const { plan, transport } = way();
    /** An event holds what its plan asked the owner for: a newer plan can go on from it only where it asks for the same. */
    const fillIn = (known: OwnersEvent) => {
      const latest = way().plan;
      return fillInEvent(latest.query === plan.query ? latest : plan, known, options);
    };
    const spec: TraceSpec = { name: `subscribe ${plan.serviceName}`, kind: 'client', parent: span.parent };
    const source = await inTrace(spec, () =>
      transport.subscribe({ ...requestOf(plan, variables), lastEventId: last }, { caller }),
    );
    if (state.stopped || state.restarts)
      return void (Symbol.asyncIterator in source && (await source.return?.()));
    if (!(Symbol.asyncIterator in source)) return tell(arrivalOf(source, source));
    const overflow = new Error(`more than ${MOST_WAITING} events wait to be filled in`);
    let overflown = false;
    const events = readAhead(source, MOST_WAITING, () => (overflown = true));
    endSource = () => events.return?.();
    const inHand: Promise<Arrival>[] = [];
    const tellFirst = async () => {
      const first = await inHand[0];
      void inHand.shift();
      if (first) tell(first);
    };
    // What was read is told, in order, while more is read.
    let telling: Promise<void> = Promise.resolve();
    try {
      for (let step = await events.next(); !step.done; step = await events.next()) {
        const work = fillIn(step.value);
        // It is awaited in its turn; until then its failure is nobody's.
        work.catch(() => undefined);
        inHand.push(work);
        telling = telling.then(tellFirst);
        telling.catch(() => undefined);
        if (inHand.length >= MOST_AT_ONCE) await inHand[0];
      }
      if (overflown) throw overflow;
    } finally {
      await telling;
      await events.return?.();
    }
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    let brokenSince: number | undefined;
    let failures = 0;
    while (!state.stopped) {
      const seen = last;
      try {
        await read();
        if (!state.restarts) return;
        state.restarts = false;
      } catch (error) {
        if (state.stopped) return;
        const refusal = refusalIn(error);
        if (refusal) return onEnd(refusal);
        if (last !== seen) brokenSince = undefined;
        if (brokenSince === undefined) failures = 0;
        brokenSince ??= Date.now();
        if (!resumable || Date.now() - brokenSince > GIVE_UP_MS) throw error;
        const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
        failures += 1;
        logger.warn(
          { err: error, subgraph: way().plan.serviceName },
          'a live stream broke and is taken up again',
        );
        // Half of it is chance, so that not all streams come back in the same moment.
        await pause(most / 2 + (Math.random() * most) / 2);
      }
    }
  }

  run().then(
    () => !state.stopped && onEnd(),
    (err: unknown) => {
      if (state.stopped) return;
      logger.error(
        { err, subgraph: way().plan.serviceName, correlationId: caller.correlationId },
        'a live stream ended',
      );
      onEnd([
        told(
          edgeError('DOWNSTREAM_SERVICE_ERROR', 'The live service went away: subscribe again in a moment.'),
        ),
      ]);
    },
  );
  function endRead(): void {
    Promise.resolve(endSource?.()).catch((err: unknown) => logger.warn({ err }, 'a live stream did not end'));
  }

  return {
    stop() {
      state.stopped = true;
      endPause?.();
      endRead();
    },
    restart() {
      if (!resumable || state.stopped) return;
      state.restarts = true;
      endRead();
    },
  };
}

function requestOf(plan: SubscriptionPlan, variables: Variables): SubgraphRequest {
  return {
    query: plan.query,
    operationName: plan.operationName,
    variables: Object.fromEntries(
      plan.variableNames.flatMap((name) => (name in variables ? [[name, variables[name]]] : [])),
    ),
  };
}

/**
 * Fills in the rest of one event from the other subgraphs. Failures of subgraphs are in the result. Each event has a scope of its own, so
 * that no loader answers with what an earlier event saw.
 */
export async function fillInEvent(
  plan: SubscriptionPlan,
  known: OwnersEvent,
  { caller, variables, span }: AboutEvents,
): Promise<Arrival> {
  const completed = inTrace(span, () => plan.complete(known, variables, { scope: { caller } }));
  return arrivalOf(await completed, known);
}

function arrivalOf(result: ExecutionResult, known: OwnersEvent): Arrival {
  const position = positionOf(known);
  return {
    text: serialised(result, position?.id),
    state: position?.state ?? false,
    known,
    ...(position ? { id: position.id } : {}),
  };
}

/**
 * What the owner itself says against the operation, as clients may see it; undefined when something broke, there or on the way, and asking
 * again may help.
 */
function refusalIn(error: unknown): readonly GraphQLFormattedError[] | undefined {
  const errors = error instanceof SourceError ? error.cause : undefined;
  if (!Array.isArray(errors)) return undefined;
  const said = errors.map((each) => told(each as Parameters<typeof told>[0]));
  const helps = said.some(
    ({ extensions: { code } }) => code === 'INTERNAL_SERVER_ERROR' || code === 'DOWNSTREAM_SERVICE_ERROR',
  );
  return helps ? undefined : said;
}
