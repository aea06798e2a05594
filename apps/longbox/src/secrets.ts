import { openDataFolder } from './data-folder.ts';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';

/**
 * What the processes of this installation sign and check statements of who is calling with: the variable, or outside production the
 * secret that the data folder keeps. Throws `StartProblem`.
 */
export function callerSecret(settings: Settings): Uint8Array {
  if (settings.callerSecret) return settings.callerSecret;
  if (settings.production)
    throw new StartProblem(
      'LONGBOX_CALLER_SECRET must be set in production: at least 32 characters, the same for the gateway and every subgraph.',
    );
  return new TextEncoder().encode(openDataFolder(settings).secrets.callerSecret);
}
