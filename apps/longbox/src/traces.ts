import { startTelemetry, tracesAreWanted } from '@longbox/telemetry';
import type { Logger } from 'pino';
import type { Life } from './life.ts';

/** Records traces while the process lives, where the environment asks for them. To be begun first, so that it hears of everything. */
export async function openTraces(life: Life, service: string, logger: Logger): Promise<void> {
  if (!tracesAreWanted(process.env)) return;
  await life.begin(
    'the traces',
    () =>
      startTelemetry({ service, onProblem: (problem) => logger.warn({ problem }, 'traces are not told') }),
    (traces) => traces.stop(),
  );
}
