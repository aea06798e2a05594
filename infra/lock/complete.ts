/**
 * Completes `package-lock.json` with the optional packages of other kinds of machine. `npm install` leaves out what the registry at hand does
 * not give it, and `npm ci` then refuses the whole lock file, on every machine. Run it after each `npm install`:
 *
 *   node infra/lock/complete.ts           adds what is missing
 *   node infra/lock/complete.ts --check   says whether something is, and with which exit code
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface LockFile {
  readonly packages: Record<string, LockedPackage>;
}

const FILE = join(import.meta.dirname, '../../package-lock.json');
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

const SYSTEMS: Readonly<Record<string, string>> = { windows: 'win32' };
const PROCESSORS: Readonly<Record<string, string>> = { 64: 'x64' };
const KNOWN_SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'windows',
];
const KNOWN_PROCESSORS = [
  '64',
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
];
const LIBRARIES: Readonly<Record<string, string>> = {
  gnu: 'glibc',
  glibc: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabihf: 'musl',
};

/** The kind of machine that a package's name says it is for, such as `@swc/core-linux-arm64-musl`; undefined when it says none. */
function machineOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.split(/[/-]/);
  const system = words.find((word) => KNOWN_SYSTEMS.includes(word));
  if (system === undefined) return undefined;
  const processor = words.find((word) => KNOWN_PROCESSORS.includes(word));
  const library = LIBRARIES[words.find((word) => word in LIBRARIES) ?? ''];
  return {
    os: [SYSTEMS[system] ?? system],
    ...(processor === undefined ? {} : { cpu: [PROCESSORS[processor] ?? processor] }),
    ...(system === 'linux' && library !== undefined ? { libc: [library] } : {}),
  };
}

/** Adds what is missing; answers the names. Throws when a missing package is not for another kind of machine. */
function complete({ packages }: LockFile): string[] {
  const added: string[] = [];
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (`node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages) continue;
      const machine = machineOf(name);
      if (!machine || !EXACT.test(version))
        throw new Error(`${path} may have ${name}@${version}, which is not locked: run npm install.`);
      packages[`node_modules/${name}`] = { version, ...machine, ...(dev ? { dev } : {}), optional: true };
      added.push(name);
    }
  return added;
}

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as LockFile;
const added = complete(lock);
if (added.length > 0 && process.argv.includes('--check')) {
  console.error(
    `package-lock.json lacks ${added.length} packages of other kinds of machine: run node infra/lock/complete.ts`,
  );
  process.exitCode = 1;
} else if (added.length > 0) {
  // npm sorts by path, as `localeCompare` in English does.
  const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(`package-lock.json: added ${added.length} packages of other kinds of machine`);
}
