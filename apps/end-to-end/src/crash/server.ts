import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@longbox/testing';
import { startLocalPostgres, type LocalPostgres } from '@longbox/local-postgres';

const DATABASES = ['catalog', 'inventory', 'order', 'fulfillment', 'pricing', 'events'] as const;
export type DatabaseName = (typeof DATABASES)[number];
export type DatabaseUrls = Readonly<Record<DatabaseName, string>>;

/** The children of a server that was killed go by themselves, and until then their memory keeps a new one from starting. */
const RESTART_MS = 30_000;

/** A PostgreSQL that outlives the store's crashes, and crashes itself when it is told to. */
export interface Server {
  /** The same after each restart. */
  readonly urls: DatabaseUrls;
  /** As the superuser, who sees every store's rows. */
  readonly superuserUrls: DatabaseUrls;
  /** Where the store keeps its own files. */
  readonly folder: string;
  /** Ends it as an immediate shutdown does (SIGQUIT) or as a power cut (SIGKILL), does something meanwhile, and starts it again. */
  restart(how: 'SIGQUIT' | 'SIGKILL', meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it in a folder of its own. What is committed is on the disk, as it must be where a crash of the server is survived. */
export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-crash-'));
  // Root runs PostgreSQL as another user, who must come through.
  chmodSync(folder, 0o711);
  const start = (port?: number) =>
    startLocalPostgres({
      dataDir: folder,
      databases: DATABASES,
      settings: { fsync: 'on', synchronous_commit: 'on', max_connections: '300' },
      ...(port === undefined ? {} : { port }),
    });
  let server: LocalPostgres = await start();
  return {
    urls: server.urls,
    superuserUrls: Object.fromEntries(
      DATABASES.map((name) => [name, Object.assign(new URL(server.superuserUrl), { pathname: name }).href]),
    ) as DatabaseUrls,
    folder,
    async restart(how, meanwhile) {
      if (how === 'SIGKILL') process.kill(server.pid, how);
      await server.crash();
      await meanwhile();
      const { port } = server;
      server = await waitFor(() => start(port), { what: 'PostgreSQL to start again', timeoutMs: RESTART_MS });
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
