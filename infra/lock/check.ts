/**
 * Says whether `package-lock.json` names the packages of every kind of machine: `npm install` beside an installed `node_modules` drops those
 * of others (npm/cli#4828), and `npm ci` then refuses the whole file everywhere.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const file = join(import.meta.dirname, '../../package-lock.json');
const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, LockedPackage> };

const named = new Set(
  Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
);
const missing = Object.values(packages).flatMap((each) =>
  Object.keys(each.optionalDependencies ?? {}).filter((name) => !named.has(name)),
);
const addressed = Object.values(packages).filter(({ resolved }) => resolved?.includes('://'));

if (missing.length > 0)
  console.error(
    `package-lock.json lacks ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}: in a copy of ` +
      'the repository without node_modules and package-lock.json, run `npm install --package-lock-only`, and commit what it writes. What is ' +
      'still missing then is not published for every machine: pin an earlier version.',
  );
if (addressed.length > 0)
  console.error('package-lock.json holds download addresses: keep .npmrc as it is, and make the file anew.');
if (missing.length + addressed.length > 0) process.exitCode = 1;
