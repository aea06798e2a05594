import { inTrace, type TraceSpec } from '@longbox/telemetry';
import { GraphQLError, type GraphQLFormattedError, type OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import { Cancellation } from '../cancellation.ts';
import { edgeError, told } from '../errors.ts';
import type { Admission } from '../limits/admission.ts';
import type { DocumentCheck } from '../limits/check-document.ts';
import type { EdgeContext } from '../executor/context.ts';
import type { Decisions } from '../flags/decisions.ts';
import type { Identification, Identified } from '../identity/authenticate.ts';
import { spenderOf } from '../identity/spender.ts';
import type { ClientOperation, OperationCheck } from './check.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import type { LiveHub } from './hub.ts';
import type { Count } from './limits.ts';
import type { LiveListener, Membership } from './live-event.ts';
import type { LiveMetrics, Protocol } from './metrics.ts';
import { isEventId } from './result.ts';

/** What every way of subscribing works with. */
export interface LiveEdge {
  readonly check: OperationCheck;
  /** Refuses messages for what their JSON is like. */
  readonly documents: DocumentCheck;
  /** Decides whether callers may spend what live operations cost: one event each, when they begin. */
  readonly admission: Admission;
  readonly hub: LiveHub;
  /** Answers a query or a mutation: its results as JSON, one after the other. */
  readonly execute: (operation: ClientOperation, context: EdgeContext) => AsyncIterable<string>;
  /** Of a query or a mutation, in milliseconds. */
  readonly deadlineMs: number;
  readonly authentication: Identification;
  /** What is decided of flags for an operation, as long as it lives. */
  readonly decide: (identified: Identified) => Decisions;
  /** Which operation a client means, and whether it may send it. */
  readonly persisted: PersistedOperations;
  /** Live operations by caller. */
  readonly callers: Count;
  readonly metrics: LiveMetrics;
  readonly logger: Logger;
}

/** Who sends an operation, and from where. */
export interface Sender {
  readonly context: EdgeContext;
  readonly address: string | undefined;
  readonly protocol: Protocol;
  /** From a header that clients of the protocol send by themselves; `extensions.lastEventId` goes before it. */
  readonly lastEventId?: string | undefined;
  /** The trace that it belongs to. */
  readonly traceparent?: string | undefined;
}

type Refusal = readonly GraphQLFormattedError[];

/** Starts whatever operation a client sent. The listener gets its results; a refusal comes at once instead, and then it hears nothing. */
export function startOperation(
  edge: LiveEdge,
  operation: ClientOperation,
  sender: Sender,
  listener: LiveListener,
): Membership | Refusal {
  const checked = edge.check(operation);
  if (!('kind' in checked)) return checked.map(told);
  const { context, address } = sender;
  if (checked.kind !== 'subscription')
    return answer(edge, operation, sender, listener, spanOf(checked.operation, sender));

  const after = operation.extensions?.['lastEventId'] ?? sender.lastEventId;
  if (after !== undefined && (typeof after !== 'string' || !isEventId(after)))
    return [told(edgeError('BAD_USER_INPUT', 'The last event id is none that was given here.'))];
  const free = edge.callers.take(spenderOf(context.scope.caller, address));
  if (!free)
    return [
      told(edgeError('RATE_LIMITED', 'Too many live operations at a time: end some, then subscribe again.')),
    ];
  const over = edge.metrics.begun(sender.protocol);
  const giveBack = () => {
    free();
    over();
  };
  const { schema, document, operation: node } = checked;
  const valid = { schema, document, operation: node, variables: operation.variables ?? {} };
  const refusal = edge.admission.refusalOf(valid, context);
  if (refusal instanceof GraphQLError) {
    giveBack();
    return [told(refusal)];
  }
  const request = {
    query: operation.query,
    document: checked.document,
    operationName: operation.operationName ?? undefined,
    variables: operation.variables ?? {},
    scope: context.scope,
    address,
    after,
  };
  const whole: LiveListener = {
    next: (event) => listener.next(event),
    end(errors) {
      giveBack();
      listener.end(errors);
    },
  };
  const membership = inTrace(spanOf(node, sender), () => edge.hub.subscribe(request, whole));
  refusal
    ?.then((late) => {
      if (!late) return;
      giveBack();
      membership.leave();
      listener.end([told(late)]);
    })
    .catch((err: unknown) => edge.logger.error({ err }, 'spending could not be counted'));
  return {
    leave() {
      giveBack();
      membership.leave();
    },
  };
}

export function isRefusal(started: Membership | Refusal): started is Refusal {
  return Array.isArray(started);
}

/** Of a live operation that it begins; of another one until it is answered. */
function spanOf(operation: OperationDefinitionNode, { protocol, traceparent, context }: Sender): TraceSpec {
  return {
    name: `${protocol} ${operation.operation}`,
    kind: 'server',
    parent: traceparent,
    attributes: {
      'graphql.operation.type': operation.operation,
      'graphql.operation.name': operation.name?.value ?? '',
      'longbox.correlation_id': context.scope.caller.correlationId,
    },
  };
}

/** A query or a mutation. It is given up when the client leaves, and what it has come to is nobody's then. */
function answer(
  { execute, deadlineMs, logger }: LiveEdge,
  operation: ClientOperation,
  { context }: Sender,
  listener: LiveListener,
  span: TraceSpec,
): Membership {
  const cancellation = new Cancellation(deadlineMs);
  const own = { ...context, scope: { ...context.scope, cancellation } };
  let left = false;
  const run = async () => {
    for await (const text of execute(operation, own)) {
      if (left) return;
      listener.next({ text, state: false });
    }
    if (!left) listener.end();
  };
  inTrace(span, run)
    .catch((err: unknown) => {
      logger.error({ err, correlationId: context.scope.caller.correlationId }, 'an operation failed');
      if (!left) listener.end([told(edgeError('INTERNAL_SERVER_ERROR', 'failed'))]);
    })
    .finally(() => cancellation.finish());
  return {
    leave() {
      left = true;
      cancellation.cancel('client left');
    },
  };
}
