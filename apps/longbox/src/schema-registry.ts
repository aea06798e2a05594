import { IncompatibleSchemas, registerSchemas } from '@longbox/events';
import type { Logger } from 'pino';
import type { Life } from './life.ts';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';

/**
 * Tells the schema registry the events' schemas, when there is one. One that is away is only told in the log, beside the start. Throws
 * `StartProblem` when it has others that do not agree with them.
 */
export async function tellSchemaRegistry(
  life: Life,
  { schemaRegistryUrl: url }: Settings,
  logger: Logger,
): Promise<void> {
  if (url === undefined) return;
  await life.during(registerSchemas({ url, logger })).catch((error: unknown) => {
    throw error instanceof IncompatibleSchemas
      ? new StartProblem(`SCHEMA_REGISTRY_URL: ${error.message}`, { cause: error })
      : error;
  });
}
