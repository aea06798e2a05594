import { traceparent, type TraceSpec } from '@longbox/telemetry';
import { GraphQLError, getOperationAST, validate } from 'graphql';
import { newId } from '@longbox/ids';
import type { Logger } from 'pino';
import { edgeError, told } from '../errors.ts';
import type { Variables } from '../executor/operation.ts';
import type { Transport } from '../transport/transport.ts';
import type { Bus } from './bus.ts';
import { createGroup, type Group, type Source } from './group.ts';
import type { LiveListener, Membership } from './live-event.ts';
import type { LiveMetrics } from './metrics.ts';
import type { LiveAsked, SubscriptionPlanner } from './plan.ts';
import { openRelay, type RelayTimes } from './relay.ts';
import { sharingKey } from './sharing-key.ts';
import { fillInEvent, openUpstream, type Arrival, type Upstream, type Way } from './upstream.ts';

export interface HubOptions {
  readonly planner: SubscriptionPlanner;
  readonly transports: Readonly<Record<string, Transport>>;
  /** Tells other processes of live events; absent where this is the only one. */
  readonly bus?: Bus | undefined;
  readonly relayTimes?: RelayTimes | undefined;
  readonly metrics: LiveMetrics;
  readonly logger: Logger;
}

/** A checked subscription of one client. */
export interface LiveRequest extends LiveAsked {
  readonly query: string;
  readonly variables: Variables;
  /** The last event that the client saw before it was away. */
  readonly after: string | undefined;
}

/** All live operations of this process, over every protocol. */
export interface LiveHub {
  /** Starts a live operation for one client. What goes wrong is told to the listener. */
  subscribe(request: LiveRequest, listener: LiveListener): Membership;
  /** How many different streams there are, and how many clients get them. */
  readonly counts: { readonly streams: number; readonly listeners: number };
}

/** One stream, and everybody who gets it. */
interface Stream {
  readonly group: Group;
  /** The supergraph was replaced. */
  replan(): void;
}

function refuse(listener: LiveListener, why: GraphQLError): Membership {
  listener.end([told(why)]);
  return NOBODY;
}

function spanOfEvents({ document, operationName }: LiveRequest): TraceSpec {
  const name = getOperationAST(document, operationName)?.name?.value;
  return {
    name: name === undefined ? 'event' : `event ${name}`,
    parent: traceparent(),
    attributes: { 'graphql.operation.type': 'subscription', 'graphql.operation.name': name ?? '' },
  };
}

const NOBODY: Membership = { leave: () => undefined };
/** When the supergraph is replaced, streams are taken over to it one by one: 500 a second. */
const REPLAN_EACH_MS = 2;
const MOST_REPLAN_MS = 10_000;

/** Brings together who asks for the same, so that the work for one event is done once. */
export function createHub(options: HubOptions): LiveHub {
  const { planner, transports, bus, logger } = options;
  const streams = new Map<string, Stream[]>();
  const name = newId();

  function wayOf({ document, operationName, scope }: LiveRequest): Way {
    const plan = planner.plan(document, operationName, scope);
    const transport = transports[plan.serviceName];
    if (!transport) throw new TypeError(`no transport for ${plan.serviceName}`);
    return { plan, transport };
  }

  function open(key: string, request: LiveRequest): Stream {
    const {
      variables,
      scope: { caller },
      after,
    } = request;
    let way = wayOf(request);
    let source: (Source & Pick<Upstream, 'restart'>) | undefined;
    // Its events belong to the trace in which it begins, however long it lives.
    const about = { caller, variables, span: spanOfEvents(request) };
    const refresh = ({ known }: Arrival) => fillInEvent(way.plan, known, about);
    const ask = (
      from: string | undefined,
      onEvent: (event: Arrival) => void,
      onEnd: Parameters<typeof openUpstream>[0]['onEnd'],
    ): Upstream => {
      const over = options.metrics.asked();
      const upstream = openUpstream({
        way: () => way,
        ...about,
        after: from,
        logger,
        onEvent,
        onEnd(errors) {
          over();
          onEnd(errors);
        },
      });
      return {
        restart: () => upstream.restart(),
        stop() {
          over();
          upstream.stop();
        },
      };
    };
    // Only the first stream of a key is shared with other processes: whoever missed too much for it reads on their own.
    const shared = streams.has(key) ? undefined : bus;
    const group = createGroup({
      after,
      refresh,
      open(opened) {
        source = shared
          ? openRelay({
              bus: shared,
              key,
              name,
              group: opened,
              open: ask,
              refresh,
              logger,
              times: options.relayTimes,
            })
          : ask(
              after,
              (event) => opened.push(event),
              (errors) => opened.finish(errors),
            );
        return source;
      },
      onEmpty() {
        const left = (streams.get(key) ?? []).filter((each) => each !== stream);
        if (left.length > 0) streams.set(key, left);
        else streams.delete(key);
      },
    });
    const stream: Stream = {
      group,
      replan() {
        if (group.size === 0) return;
        if (validate(planner.schema, request.document).length > 0)
          return group.finish([
            told(
              edgeError('BAD_USER_INPUT', 'The schema has changed and does not have all of this any more.'),
            ),
          ]);
        const before = way;
        way = wayOf(request);
        const isSame = way.transport === before.transport && way.plan.query === before.plan.query;
        if (!isSame) source?.restart();
      },
    };
    streams.set(key, [...(streams.get(key) ?? []), stream]);
    return stream;
  }

  planner.onReplaced(() => {
    const all = [...streams.values()].flat();
    const spread = Math.min(MOST_REPLAN_MS, all.length * REPLAN_EACH_MS);
    for (const [index, stream] of all.entries())
      setTimeout(
        () => {
          try {
            stream.replan();
          } catch (err) {
            logger.error({ err }, 'a live stream stays on the supergraph before');
          }
        },
        (spread * index) / all.length,
      ).unref();
  });

  /** One of a stream that there is, or of one that is opened for it. */
  function join(request: LiveRequest, listener: LiveListener): Membership {
    const key = sharingKey(planner.worldOf(request.scope), { ...request, caller: request.scope.caller });
    for (const { group } of streams.get(key) ?? []) {
      const membership = group.join(listener, request.after);
      if (membership) return membership;
    }
    return open(key, request).group.join(listener, request.after) ?? NOBODY;
  }

  function failed(err: unknown, { scope }: LiveRequest, listener: LiveListener): Membership {
    if (err instanceof GraphQLError) return refuse(listener, err);
    logger.error({ err, correlationId: scope.caller.correlationId }, 'a live operation failed');
    return refuse(listener, edgeError('INTERNAL_SERVER_ERROR', 'failed'));
  }

  return {
    subscribe(request, listener) {
      let hasLeft = false;
      try {
        const joined = planner.inTurn(
          request,
          () => hasLeft,
          () => join(request, listener),
        );
        if (!(joined instanceof Promise)) return joined;
        const late = joined.catch((err: unknown) => failed(err, request, listener));
        return {
          leave() {
            hasLeft = true;
            void late.then((membership) => membership.leave());
          },
        };
      } catch (err) {
        return failed(err, request, listener);
      }
    },
    get counts() {
      const all = [...streams.values()].flat();
      return { streams: all.length, listeners: all.reduce((sum, { group }) => sum + group.size, 0) };
    },
  };
}
