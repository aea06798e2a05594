import type { DocumentNode } from 'graphql';
import type { Caller } from '@longbox/identity';
import type { Logger } from 'pino';
import { told } from '../errors.ts';
import { edgeError } from '../errors.ts';
import type { Variables } from '../executor/operation.ts';
import type { Transport } from '../transport/transport.ts';
import { createGroup, type Group } from './group.ts';
import type { LiveListener, Membership } from './live-event.ts';
import type { SubscriptionPlan, SubscriptionPlanner } from './plan.ts';
import { sharingKey } from './sharing-key.ts';
import { fillInEvent, openUpstream } from './upstream.ts';

export interface HubOptions {
  readonly planner: SubscriptionPlanner;
  readonly transports: Readonly<Record<string, Transport>>;
  readonly logger: Logger;
}

/** A checked subscription of one client. */
export interface LiveRequest {
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Variables;
  readonly caller: Caller;
  /** The last event that the client saw before it was away. */
  readonly after: string | undefined;
}

/** All live operations of this process, over every protocol. */
export interface LiveHub {
  /** Starts a live operation for one client. What goes wrong is told to the listener. */
  subscribe(request: LiveRequest, listener: LiveListener): Membership;
  /** How many streams are open at the owners, and how many clients get them. */
  readonly counts: { readonly streams: number; readonly listeners: number };
}

const NOBODY: Membership = { leave: () => undefined };

/** Brings together who asks for the same, so that the work for one event is done once. */
export function createHub({ planner, transports, logger }: HubOptions): LiveHub {
  const groups = new Map<string, Group[]>();

  function open(key: string, plan: SubscriptionPlan, transport: Transport, request: LiveRequest): Group {
    const { variables, caller, after } = request;
    const made = createGroup({
      after,
      open: (group) =>
        openUpstream({
          plan,
          transport,
          caller,
          variables,
          after,
          logger,
          onEvent: (event) => group.push(event),
          onEnd: (errors) => group.finish(errors),
        }),
      refresh: ({ known }) => fillInEvent(plan, known, variables, caller),
      onEmpty() {
        const left = (groups.get(key) ?? []).filter((group) => group !== made);
        if (left.length > 0) groups.set(key, left);
        else groups.delete(key);
      },
    });
    groups.set(key, [...(groups.get(key) ?? []), made]);
    return made;
  }

  return {
    subscribe(request, listener) {
      try {
        const plan = planner.plan(request.document, request.operationName);
        const transport = transports[plan.serviceName];
        if (!transport) throw new TypeError(`no transport for ${plan.serviceName}`);
        const key = sharingKey('', request);
        for (const group of groups.get(key) ?? []) {
          const membership = group.join(listener, request.after);
          if (membership) return membership;
        }
        return open(key, plan, transport, request).join(listener, request.after) ?? NOBODY;
      } catch (err) {
        logger.error({ err, correlationId: request.caller.correlationId }, 'a live operation failed');
        listener.end([told(edgeError('INTERNAL_SERVER_ERROR', 'failed'))]);
        return NOBODY;
      }
    },
    get counts() {
      const all = [...groups.values()].flat();
      return { streams: all.length, listeners: all.reduce((sum, { size }) => sum + size, 0) };
    },
  };
}
