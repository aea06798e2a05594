import { readFileSync, unwatchFile, watchFile, type Stats } from 'node:fs';
import type { Life } from './life.ts';
import { StartProblem } from './problem.ts';

/** How often the file is looked at: its folder may be a mounted volume, which tells nobody of changes. */
const LOOK_MS = 1_000;

/** Throws `StartProblem` where it cannot be read. */
export function readSupergraph(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StartProblem(`The supergraph ${file} cannot be read: give a file that can.`, { cause });
  }
}

/** Serves what the file holds whenever it changes, and tells why where it cannot: then the old one is served on. */
export async function followSupergraph(
  life: Life,
  file: string,
  replace: (sdl: string) => Promise<void>,
  onLooked: (refused?: Error) => void,
): Promise<void> {
  const onChange = (now: Stats, before: Stats) => {
    if (now.mtimeMs === before.mtimeMs || now.mtimeMs === 0) return;
    Promise.resolve()
      .then(() => replace(readSupergraph(file)))
      .then(
        () => onLooked(),
        (error: unknown) => onLooked(error as Error),
      );
  };
  await life.begin(
    'watching the supergraph',
    () => Promise.resolve(watchFile(file, { interval: LOOK_MS }, onChange)),
    () => Promise.resolve(unwatchFile(file, onChange)),
  );
}
