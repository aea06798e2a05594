import { resolve } from 'node:path';

/** A path as a person gave it: npm runs scripts in the repository's folder, and INIT_CWD is where the person stands. */
export function givenPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
