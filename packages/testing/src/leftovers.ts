import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LocalPostgresFailed, discardLocalPostgres } from '@longbox/local-postgres';

export const FOLDER_PREFIX = 'longbox-test-';

/** A younger folder may be that of a run which is about to take it. */
const YOUNGEST_MS = 60_000;

/** Removes the servers and folders of runs that were killed; those of runs that go on are left alone. Answers what was removed. */
export async function discardLeftovers(parent: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of readdirSync(parent).filter((each) => each.startsWith(FOLDER_PREFIX))) {
    const folder = join(parent, name);
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found || Date.now() - found.mtimeMs < YOUNGEST_MS) continue;
    try {
      await discardLocalPostgres(folder);
      rmSync(folder, { recursive: true, force: true });
      removed.push(folder);
    } catch (error) {
      // In use, or another user's: not ours to remove.
      const mine =
        !(error instanceof LocalPostgresFailed) && (error as NodeJS.ErrnoException).code !== 'EACCES';
      if (mine && (error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    }
  }
  return removed;
}
