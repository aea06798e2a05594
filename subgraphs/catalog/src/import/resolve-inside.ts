import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { accept, refuse, type Outcome } from '@longbox/outcome';

/**
 * The real path of what a client names inside the import folder. Refuses (`UNREADABLE_PATH`) what is outside of it, by `..`, as an absolute path
 * or through a symbolic link, and what is not there; the sentence tells nothing of the server's disk. Throws when the folder itself is not
 * there.
 */
export async function resolveInside(
  importFolder: string,
  path: string,
): Promise<Outcome<string, 'UNREADABLE_PATH'>> {
  const outside = refuse('UNREADABLE_PATH', 'The path leads out of the import folder.', ['input', 'path']);
  if (path.includes('\0')) return outside;
  const root = await realpath(importFolder);
  if (!isWithin(root, resolve(root, path)) && !isWithin(resolve(importFolder), resolve(path))) return outside;
  const wanted = isAbsolute(path) ? path : resolve(root, path);
  const real = await realpath(wanted).catch(() => null);
  if (real === null) return refuse('UNREADABLE_PATH', 'Nothing readable has this path.', ['input', 'path']);
  return isWithin(root, real) ? accept(real) : outside;
}

/** Whether a path is the folder or below it; both are absolute and without `..`. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
