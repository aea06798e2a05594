import type { Caller } from '@longbox/identity';
import { inTrace, traceparent, type SpanSpec, type TraceSpec } from '@longbox/telemetry';
import type { SubgraphName } from './subgraph.ts';

/** What a trace names an operation by. */
interface Named {
  readonly operationName?: string | undefined;
}

/** What a trace tells of an operation of a subgraph. */
export function spanOfOperation(
  subgraph: SubgraphName,
  { operationName }: Named,
  { correlationId }: Caller,
): SpanSpec {
  const name = operationName === undefined ? subgraph : `${subgraph} ${operationName}`;
  return {
    name,
    attributes: {
      'longbox.subgraph': subgraph,
      'longbox.correlation_id': correlationId,
      ...(operationName === undefined ? {} : { 'graphql.operation.name': operationName }),
    },
  };
}

/**
 * What does the work for each event of a subscription that begins here: within a span of the trace in which it begins, however long it lives. Where
 * none is, it just does it.
 */
export function eventsWithin({ operationName }: Named): <T>(work: () => T) => T {
  const parent = traceparent();
  if (parent === undefined) return (work) => work();
  const span: TraceSpec = {
    name: operationName === undefined ? 'event' : `event ${operationName}`,
    parent,
    attributes: {
      'graphql.operation.type': 'subscription',
      ...(operationName === undefined ? {} : { 'graphql.operation.name': operationName }),
    },
  };
  return (work) => inTrace(span, work);
}
