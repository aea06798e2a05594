import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span as OTLP has it in JSON; https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  /** The process that told it: `service.name`. */
  readonly service: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

type Attributes = readonly { readonly key: string; readonly value: SentValue }[];

type SentValue = Readonly<Record<string, unknown>> & {
  readonly arrayValue?: { readonly values: readonly SentValue[] };
};

interface SentSpan extends Omit<ReceivedSpan, 'attributes' | 'links' | 'service'> {
  readonly attributes?: Attributes;
  readonly links?: ReceivedSpan['links'];
}

/** An OpenTelemetry collector that keeps what it is sent. */
export interface Collector {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is set to. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Everything that it was sent, as it came. */
  readonly bytes: () => string;
  stop(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      for (const { resource, scopeSpans } of (JSON.parse(body) as Export).resourceSpans) {
        const service = valuesOf(resource.attributes)['service.name'];
        for (const scope of scopeSpans) spans.push(...scope.spans.map((span) => received(span, service)));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bytes: () => bodies.join('\n'),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function received({ attributes = [], links = [], ...span }: SentSpan, service: unknown): ReceivedSpan {
  return { ...span, links, service, attributes: valuesOf(attributes) };
}

function valuesOf(attributes: Attributes): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]));
}

function valueOf(value: SentValue): unknown {
  return value.arrayValue ? value.arrayValue.values.map(valueOf) : Object.values(value)[0];
}
