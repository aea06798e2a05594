import { startTelemetry } from '@longbox/telemetry';
import { startCollector, type Collector } from '@longbox/testing';

export interface ToldTraces {
  readonly collector: Collector;
  /** Tells what is left, ends both, and leaves the environment as it was. */
  stop(): Promise<void>;
}

/** Records every trace of this process, and of those that it starts, and tells them to a collector. */
export async function tellTraces(): Promise<ToldTraces> {
  const earlier = { ...process.env };
  const collector = await startCollector();
  // OpenTelemetry's SDK reads its variables itself; processes are given them too.
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = collector.url;
  process.env['OTEL_BSP_SCHEDULE_DELAY'] = '50';
  const telemetry = await startTelemetry({ service: 'gateway', onProblem: () => undefined });
  return {
    collector,
    async stop() {
      await telemetry.stop();
      await collector.stop();
      process.env = earlier;
    },
  };
}
