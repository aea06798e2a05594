import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '@longbox/local-postgres';
import { freePort } from '@longbox/ports';
import { startProgram, type Program } from './programs.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'apps/longbox/src/main.ts');
const VERIFY_WAIT_SECONDS = '60';
export const DATABASES = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing', 'events'] as const;

/**
 * A whole store as `npm start` runs it, on an embedded PostgreSQL with durable commits, in a folder that is discarded at the end unless it was
 * given.
 */
export interface Stack {
  /** The graph's URL. */
  readonly url: string;
  /** What the store keeps on disk. */
  readonly folder: string;
  /** URL of each database, for the role that the store has. */
  readonly databases: Readonly<Record<string, string>>;
  /** URL of a database for the superuser, who sees every store. */
  inspect(database: string): string;
  readonly staffToken: string;
  /** Starts another command of Longbox (`serve catalog`) with the settings of the store and more; `ready` is what it says then. */
  command(args: readonly string[], ready: string, settings: NodeJS.ProcessEnv): Promise<Program>;
  /** The same for a program of its own: the file and its arguments. */
  program(args: readonly string[], ready: string, settings: NodeJS.ProcessEnv): Promise<Program>;
  /** A token for one of its stores. */
  tokenOf(role: 'staff' | 'customer', store: string): string;
  /** The processes whose time is measured. */
  readonly pids: { readonly store: number; readonly postgres: number };
  /** Holds the databases to every invariant when they are quiet; answers the number of violations. */
  verify(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it with further settings, on a data folder if there is one. Throws with what it said when it does not get ready. */
export async function startStack(settings: NodeJS.ProcessEnv = {}, given?: string): Promise<Stack> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'longbox-bench-'));
  const postgres = await startLocalPostgres({ dataDir: folder, databases: [...DATABASES] });
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...Object.fromEntries(
      DATABASES.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, postgres.urls[name]]),
    ),
    LONGBOX_DATA_DIR: folder,
    LONGBOX_SAMPLE_DATA: 'false',
    LONGBOX_LOG_LEVEL: 'error',
    PORT: String(port),
    ...settings,
  };
  const url = `http://127.0.0.1:${port}/graphql`;
  async function verify(): Promise<number> {
    const args = [...process.execArgv, MAIN, 'verify', '--json', '--wait', VERIFY_WAIT_SECONDS];
    const { stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const report = JSON.parse(stdout) as { violations: number; invariants: unknown };
    if (report.violations > 0) console.error(JSON.stringify(report.invariants));
    return report.violations;
  }
  async function stop(): Promise<void> {
    await store?.stop();
    await postgres.stop();
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  }
  function tokenOf(role: string, slug: string): string {
    const args = [...process.execArgv, MAIN, 'token', '--role', role, '--store', slug];
    return spawnSync(process.execPath, args, { env, encoding: 'utf8' }).stdout.trim();
  }
  const program = (args: readonly string[], ready: string, more: NodeJS.ProcessEnv) =>
    startProgram({ name: args.join(' '), args, env: { ...env, ...more }, ready });
  const command = (args: readonly string[], ready: string, more: NodeJS.ProcessEnv) =>
    program([MAIN, ...args], ready, more);
  let store: Program | undefined;
  try {
    // Credentials are told of a store that the installation makes itself; where a file names the stores, `tokenOf` has them.
    store = await command(['start'], settings['LONGBOX_STORES_FILE'] ? 'Longbox is ready at' : 'Ctrl-C', {});
    const staffToken = /Staff\s+authorization: Bearer (\S+)/.exec(store.said)?.[1] ?? '';
    const inspect = (database: string) =>
      Object.assign(new URL(postgres.superuserUrl), { pathname: `/${database}` }).href;
    return {
      url,
      folder,
      databases: postgres.urls,
      inspect,
      verify,
      staffToken,
      command,
      program,
      tokenOf,
      pids: { store: store.pid, postgres: postgres.pid },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
