import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '@longbox/local-postgres';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'apps/longbox/src/main.ts');
const READY_TIMEOUT_MS = 90_000;
const VERIFY_WAIT_SECONDS = '60';
export const DATABASES = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing', 'events'] as const;

/** A whole store as `npm start` runs it, on an embedded PostgreSQL with durable commits, in a folder that is discarded at the end. */
export interface Stack {
  /** The graph's URL. */
  readonly url: string;
  /** URL of each database, for the role that the store has. */
  readonly databases: Readonly<Record<string, string>>;
  /** URL of a database for the superuser, who sees every store. */
  inspect(database: string): string;
  readonly staffToken: string;
  /** The processes whose time is measured. */
  readonly pids: { readonly store: number; readonly postgres: number };
  /** Holds the databases to every invariant when they are quiet; answers the number of violations. */
  verify(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it with further settings. Throws with what it said when it does not get ready. */
export async function startStack(settings: NodeJS.ProcessEnv = {}): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-bench-'));
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
  const store = spawn(process.execPath, [...process.execArgv, MAIN, 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  async function verify(): Promise<number> {
    const args = [...process.execArgv, MAIN, 'verify', '--json', '--wait', VERIFY_WAIT_SECONDS];
    const { stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const report = JSON.parse(stdout) as { violations: number; invariants: unknown };
    if (report.violations > 0) console.error(JSON.stringify(report.invariants));
    return report.violations;
  }
  async function stop(): Promise<void> {
    await end(store);
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    const said = await untilReady(store);
    const staffToken = /Staff\s+authorization: Bearer (\S+)/.exec(said)?.[1] ?? '';
    const inspect = (database: string) =>
      Object.assign(new URL(postgres.superuserUrl), { pathname: `/${database}` }).href;
    return {
      url,
      databases: postgres.urls,
      inspect,
      verify,
      staffToken,
      pids: { store: store.pid ?? 0, postgres: postgres.pid },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function untilReady(store: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(
      () => reject(new Error(`the store was not ready in time:\n${said}`)),
      READY_TIMEOUT_MS,
    );
    store.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('Ctrl-C')) return;
      clearTimeout(late);
      resolve(said);
    });
    store.once('exit', () => reject(new Error(`the store ended:\n${said}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
