import { randomUUID } from 'node:crypto';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  context,
  trace,
  type Attributes,
  type Context,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import { readTraceparent, writeTraceparent } from './traceparent.ts';

/** What a span tells. Never what a caller sent: no variables, no values of statements, no messages of errors, which quote them. */
export interface SpanSpec {
  readonly name: string;
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer';
  readonly attributes?: Attributes;
}

/** A span that need not be within another one. */
export interface TraceSpec extends SpanSpec {
  /** The `traceparent` that it belongs under; absent, or none, it begins a trace. */
  readonly parent?: string | undefined;
  /** When it began, where that was before now. */
  readonly since?: Date;
}

/** A span that is ended by whoever opened it. */
export interface OpenSpan {
  /** What belongs under it says so by this. */
  readonly traceparent: string;
  end(error?: unknown): void;
}

/** Where something is being done, for going on there; undefined where no trace is recorded. */
export type Place = Context | undefined;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Present while traces are recorded. Everything below begins by looking at it, and is nothing else without it. */
let tracer: Tracer | undefined;
/** See `recordWith`. */
let share: number | undefined;

/**
 * From now on spans are recorded with this tracer; undefined: not any more. `ofTraces` is the share of the traces that begin here that are
 * recorded, from 0 to 1, where those that others began are recorded as they say. It is decided before the SDK is asked for a span: of a trace that is
 * left out it would only make a name, for more than all else about it. Undefined: the SDK's sampler decides.
 */
export function recordWith(given: Tracer | undefined, ofTraces?: number): void {
  tracer = given;
  share = ofTraces;
}

/** Does `work` within a span of the trace that is being recorded; where none is, just does it. */
export function inSpan<T>(spec: SpanSpec, work: () => T): T {
  if (tracer === undefined) return work();
  const within = context.active();
  if (!isRecording(within)) return work();
  return during(start(tracer, spec, within), within, work);
}

/** Does `work` within a span of the trace that `parent` names, or of one that begins here. */
export function inTrace<T>(spec: TraceSpec, work: () => T): T {
  if (tracer === undefined) return work();
  const within = parentOf(spec);
  return during(start(tracer, spec, within), within, work);
}

/** Tells more of the span that is being recorded, where one is. */
export function note(attributes: Attributes): void {
  if (tracer !== undefined) trace.getSpan(context.active())?.setAttributes(attributes);
}

/** Opens a span under `parent`, linked to the one that is active here. Undefined where no trace is recorded. */
export function openSpan(spec: TraceSpec): OpenSpan | undefined {
  if (tracer === undefined) return undefined;
  const span = start(tracer, spec, parentOf(spec), [context.active()]);
  return {
    traceparent: writeTraceparent(span.spanContext()),
    end: (error) => finish(span, error),
  };
}

/**
 * Does work for several at once, each with a span of its own, whose `traceparent` it is given in their order: an empty list where no trace
 * is recorded.
 */
export async function inSpans<Item, T>(
  items: readonly Item[],
  specOf: (item: Item) => TraceSpec,
  work: (traceparents: readonly string[]) => Promise<T>,
): Promise<T> {
  if (tracer === undefined) return work([]);
  const by = tracer;
  const spans = items.map((item) => {
    const spec = specOf(item);
    return start(by, spec, parentOf(spec));
  });
  const places = spans.map((span) => trace.setSpan(ROOT_CONTEXT, span));
  let failure: unknown;
  try {
    return await beside(places, () => work(spans.map((span) => writeTraceparent(span.spanContext()))));
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    for (const span of spans) finish(span, failure);
  }
}

/** Where the work that asks is being done; to be given to `beside`. */
export function here(): Place {
  return tracer && context.active();
}

/** Does work for several who wait for it: in the first one's trace that is recorded, linked to the others'. */
export function beside<T>(places: readonly Place[], work: () => T): T {
  if (tracer === undefined) return work();
  const recorded = places.flatMap((place) => (place !== undefined && isRecording(place) ? [place] : []));
  const [first = ROOT_CONTEXT, ...others] = recorded;
  if (others.length === 0) return context.with(first, work);
  const spec = { name: 'shared work', attributes: { 'longbox.shared_by': recorded.length } };
  return during(start(tracer, spec, first, others), first, work);
}

/** Does what goes on when the request that began it is over, in no trace. */
export function outside<T>(work: () => T): T {
  return tracer === undefined ? work() : context.with(ROOT_CONTEXT, work);
}

/** The `traceparent` for whatever follows from here; undefined where no trace is. */
export function traceparent(): string | undefined {
  const found = tracer && trace.getSpan(context.active());
  if (!found) return undefined;
  const about = found.spanContext();
  // What a finished request has left running, such as a timer, is not part of it; that a trace is not recorded is told on.
  const isOver = !found.isRecording() && (about.traceFlags & TraceFlags.SAMPLED) !== 0;
  return isOver ? undefined : writeTraceparent(about);
}

/** What a log line says of the trace it belongs to. */
export function traceOfLogs(): Readonly<Record<string, string>> {
  const found = tracer && trace.getSpan(context.active());
  if (!found?.isRecording()) return {};
  const { traceId, spanId } = found.spanContext();
  return { trace_id: traceId, span_id: spanId };
}

function isRecording(within: Context): boolean {
  return trace.getSpan(within)?.isRecording() ?? false;
}

function parentOf({ parent }: TraceSpec): Context {
  const found = readTraceparent(parent);
  return found ? trace.setSpanContext(ROOT_CONTEXT, found) : ROOT_CONTEXT;
}

function start(
  by: Tracer,
  { name, kind, attributes, since }: TraceSpec,
  within: Context,
  linked: readonly Context[] = [],
): Span {
  const above = trace.getSpanContext(within);
  if (share !== undefined && isLeftOut(above, share)) return trace.wrapSpanContext(above ?? unrecorded());
  const links = linked.flatMap((each) => {
    const found = trace.getSpanContext(each);
    return found ? [{ context: found }] : [];
  });
  const options = {
    kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind],
    links,
    ...(since ? { startTime: since } : {}),
  };
  const span = by.startSpan(name, options, within);
  // The sampler does not ask for them, and most spans may not be recorded.
  return attributes ? span.setAttributes(attributes) : span;
}

function isLeftOut(above: SpanContext | undefined, ofTraces: number): boolean {
  return above ? (above.traceFlags & TraceFlags.SAMPLED) === 0 : Math.random() >= ofTraces;
}

/** The name of a trace that begins here and is not recorded. */
function unrecorded(): SpanContext {
  const traceId = randomUUID().replaceAll('-', '');
  return { traceId, spanId: traceId.slice(16), traceFlags: TraceFlags.NONE };
}

function during<T>(span: Span, within: Context, work: () => T): T {
  // Of a trace that is not recorded only its name goes on.
  if (!span.isRecording()) return context.with(trace.setSpan(within, span), work);
  let result: T;
  try {
    result = context.with(trace.setSpan(within, span), work);
  } catch (error) {
    finish(span, error);
    throw error;
  }
  if (!(result instanceof Promise)) {
    finish(span);
    return result;
  }
  return result.then(
    (value: unknown) => {
      finish(span);
      return value;
    },
    (error: unknown) => {
      finish(span, error);
      throw error;
    },
  ) as T;
}

/** Ends a span; of an error its kind is told, and not its message. */
function finish(span: Span, error?: unknown): void {
  if (error !== undefined) {
    const { code } = error as { readonly code?: unknown };
    const kind = error instanceof Error ? error.name : typeof error;
    span.setAttribute('error.type', typeof code === 'string' ? code : kind);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
