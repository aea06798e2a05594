import {
  CALLER_HEADER,
  CORRELATION_HEADER,
  InvalidStatement,
  isCorrelationId,
  verifyStatement,
  type Caller,
} from '@longbox/identity';
import type { TraceSpec } from '@longbox/telemetry';
import type { OperationRequest } from './runner.ts';
import type { Subgraph } from './subgraph.ts';
import { spanOfOperation } from './traced.ts';

/** Who asks a subgraph that is served on its own, and the trace that it belongs to. */
export interface Asker {
  readonly caller: Caller;
  readonly traceparent: string | undefined;
}

/** What is said to whoever has no good statement of the gateway's. */
export const ONLY_THE_GATEWAY = 'Only the gateway may call a subgraph.';

/**
 * Who asks, from the headers of a request or the payload of a WebSocket's first message; null without a good statement of the gateway's. The
 * correlation id stands beside it: a caller's statement may have been signed for an earlier request.
 */
export function askerIn(said: Readonly<Record<string, unknown>>, secret: Uint8Array): Asker | null {
  const { [CALLER_HEADER]: statement, [CORRELATION_HEADER]: correlationId, traceparent } = said;
  if (typeof statement !== 'string') return null;
  try {
    const caller = verifyStatement(statement, secret, new Date());
    return {
      caller: isCorrelationId(correlationId) ? { ...caller, correlationId } : caller,
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    };
  } catch (error) {
    if (error instanceof InvalidStatement) return null;
    throw error;
  }
}

/** What a trace tells of an operation that came from another process. */
export function spanFor(
  { caller, traceparent }: Asker,
  { name }: Subgraph,
  operation: OperationRequest,
): TraceSpec {
  return { ...spanOfOperation(name, operation, caller), kind: 'server', parent: traceparent };
}
