import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { followRedisFlags, openFileFlags, type Flags } from '@longbox/gateway/flags';
import type { OptionalRedis } from '@longbox/gateway';
import type { Logger } from 'pino';
import type { Life } from '../life.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';

/** Where flags are read from, and written to where there is no Redis: the file that is named, or one in the data folder. */
export function flagsFileOf({ flagsFile, dataDir }: Settings): string {
  if (flagsFile !== undefined && !existsSync(flagsFile))
    throw new StartProblem(`LONGBOX_FLAGS_FILE is ${flagsFile}, which is not there: make it, or unset it.`);
  return flagsFile ?? join(dataDir, 'flags.yaml');
}

/**
 * What is switched on for whom: what the file says, and Redis before it where there is one. Throws `StartProblem`, or `InvalidEnvironment` when
 * the file cannot be read.
 */
export async function openFlags(
  life: Life,
  settings: Settings,
  { redis, logger }: { readonly redis: OptionalRedis | undefined; readonly logger: Logger },
): Promise<Flags> {
  const file = flagsFileOf(settings);
  return life.begin(
    'the flags',
    async () => {
      const flags = openFileFlags(file, logger);
      return redis ? followRedisFlags(redis, flags, logger) : flags;
    },
    (flags) => flags.close(),
  );
}
