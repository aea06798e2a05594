import { DiagLogLevel, context, diag, trace } from '@opentelemetry/api';
import { recordWith } from './spans.ts';

export interface TelemetryOptions {
  /** `service.name`, unless `OTEL_SERVICE_NAME` says otherwise. */
  readonly service: string;
  /** Hears why spans could not be told to the collector. */
  readonly onProblem: (message: string) => void;
}

/** Traces that are being recorded. */
export interface Telemetry {
  /** Tells the collector what it has not heard yet, and records nothing until it is resumed: for measuring one beside the other. */
  pause(): Promise<void>;
  resume(): void;
  /** Tells the collector what it has not heard yet, ten seconds at most, and records nothing any more. */
  stop(): Promise<void>;
}

/** Whether OpenTelemetry's own variables ask for traces: an address for them, and nothing that switches them off. */
export function tracesAreWanted(environment: NodeJS.ProcessEnv): boolean {
  const isSet = (name: string) => (environment[name] ?? '') !== '';
  return (
    (isSet('OTEL_EXPORTER_OTLP_ENDPOINT') || isSet('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT')) &&
    environment['OTEL_SDK_DISABLED']?.toLowerCase() !== 'true' &&
    environment['OTEL_TRACES_EXPORTER'] !== 'none'
  );
}

/**
 * The share of the traces that begin in this process that OpenTelemetry's own variables ask for, where traces that others began are recorded as they
 * say. Undefined where it is for the SDK to decide.
 */
export function shareOfTraces(environment: NodeJS.ProcessEnv): number | undefined {
  const argument = environment['OTEL_TRACES_SAMPLER_ARG']?.trim() || '1';
  switch (environment['OTEL_TRACES_SAMPLER']?.trim() || 'parentbased_always_on') {
    case 'parentbased_always_on':
      return 1;
    case 'parentbased_always_off':
      return 0;
    case 'parentbased_traceidratio': {
      const share = Number(argument);
      return share >= 0 && share <= 1 ? share : undefined;
    }
    default:
      return undefined;
  }
}

/** What this process records with, and for how many who began it. */
let running: { readonly recorder: Promise<Recorder>; users: number } | undefined;

interface Recorder extends Pick<Telemetry, 'pause' | 'resume'> {
  shutDown(): Promise<void>;
}

/**
 * Records traces from now on and sends them to the collector (OTLP over HTTP, as JSON), as OpenTelemetry's variables say: address, headers,
 * sampler, limits. The SDK is loaded by this alone, so a process without traces does not carry it. Whoever begins it while it runs shares
 * it, the name included.
 */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const shared = (running ??= { recorder: record(options), users: 0 });
  shared.users += 1;
  const recorder = await shared.recorder;
  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    async stop() {
      shared.users -= 1;
      if (shared.users > 0) return;
      running = undefined;
      await recorder.shutDown();
    },
  };
}

async function record({ service, onProblem }: TelemetryOptions): Promise<Recorder> {
  const [sdk, { OTLPTraceExporter }, resources, { ATTR_SERVICE_NAME }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/semantic-conventions'),
  ]);
  const silent = () => undefined;
  diag.setLogger(
    { error: onProblem, warn: onProblem, info: silent, debug: silent, verbose: silent },
    DiagLogLevel.WARN,
  );
  const share = shareOfTraces(process.env);
  const provider = new sdk.NodeTracerProvider({
    // What begins here has been decided when the SDK is asked.
    ...(share !== undefined && { sampler: new sdk.AlwaysOnSampler() }),
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ [ATTR_SERVICE_NAME]: service }))
      .merge(resources.resourceFromAttributes(resources.envDetector.detect().attributes ?? {})),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register({ propagator: null });
  const resume = () => recordWith(provider.getTracer('longbox'), share);
  resume();
  return {
    resume,
    pause() {
      recordWith(undefined);
      return provider.forceFlush();
    },
    async shutDown() {
      recordWith(undefined);
      await provider.shutdown();
      context.disable();
      trace.disable();
      diag.disable();
    },
  };
}
