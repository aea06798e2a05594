import type { Caller } from '@longbox/identity';
import type { SpanSpec } from '@longbox/telemetry';
import type { OperationRequest } from './runner.ts';
import type { SubgraphName } from './subgraph.ts';

/** What a trace tells of an operation of a subgraph. */
export function spanOfOperation(
  subgraph: SubgraphName,
  { operationName }: Pick<OperationRequest, 'operationName'>,
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
