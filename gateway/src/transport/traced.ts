import { inSpan, type SpanSpec } from '@longbox/telemetry';
import type { Transport } from './transport.ts';

/** A subgraph whose every query and mutation is a span of the trace that is being recorded. What the cache answers is none: nothing is fetched. */
export function tracedTransport(subgraph: string, inner: Transport): Transport {
  const span: SpanSpec = {
    name: `fetch ${subgraph}`,
    kind: 'client',
    attributes: { 'longbox.subgraph': subgraph },
  };
  return { ...inner, run: (request, scope) => inSpan(span, () => inner.run(request, scope)) };
}
