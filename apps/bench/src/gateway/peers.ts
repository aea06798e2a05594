import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PEERS_FOLDER = join(import.meta.dirname, '../../peers');
const INSTALL_TIMEOUT_MS = 280_000;

/** A gateway of another make that is measured beside Longbox's. */
export interface Peer {
  /** As figures are named: `hiveRust`. */
  readonly key: string;
  readonly title: string;
  readonly args: readonly string[];
}

export const PEERS: readonly Peer[] = [
  { key: 'apollo', title: 'Apollo Gateway', args: ['apollo.mjs'] },
  { key: 'hive', title: 'Hive Gateway, JS planner', args: ['hive.mjs'] },
  { key: 'hiveRust', title: 'Hive Gateway, Rust planner', args: ['hive.mjs', 'rust'] },
  { key: 'mercurius', title: 'Mercurius gateway', args: ['mercurius.mjs'] },
];

/**
 * Installs what is measured beside Longbox into a folder of its own, once, as its lock file has it. Throws when that fails: a comparison
 * without those it compares with is none.
 */
export function installPeers(say: (line: string) => void): void {
  const installed = join(PEERS_FOLDER, 'node_modules/.package-lock.json');
  if (existsSync(installed) && versions(installed) === versions(join(PEERS_FOLDER, 'package-lock.json')))
    return;
  say('the gateways to compare with are installed into apps/bench/peers (once, some 190 MB)');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], {
    cwd: PEERS_FOLDER,
    timeout: INSTALL_TIMEOUT_MS,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The version of a package that is installed there. */
export function versionOf(name: string): string {
  const file = join(PEERS_FOLDER, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The packages of a lock file that every machine has, with their versions. */
function versions(lockFile: string): string {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: Record<string, { version?: string; optional?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .map(([path, { version }]) => `${path} ${version}`)
    .toSorted()
    .join();
}
