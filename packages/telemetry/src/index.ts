export {
  beside,
  here,
  inSpan,
  inSpans,
  inTrace,
  note,
  openSpan,
  outside,
  traceOfLogs,
  traceparent,
  type OpenSpan,
  type Place,
  type SpanSpec,
  type TraceSpec,
} from './spans.ts';
export { startTelemetry, tracesAreWanted, type Telemetry, type TelemetryOptions } from './start.ts';
