import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { accountFor, type Account } from './account.ts';
import { OWNER, makeDatabases } from './databases.ts';
import { LocalPostgresFailed, folderProblem, inUse } from './errors.ts';
import { occupantOf, occupy } from './occupancy.ts';
import { gone, stopServer } from './processes.ts';
import { newSecrets, readSecrets, writeSecrets, type Secrets } from './secrets.ts';
import { PortTaken, freePort, isUp, startServer, type ServerOptions } from './server.ts';
import { makeSocketFolder, socketFolder, socketIn } from './sockets.ts';
import { SUPERUSER, hasFiles, makeFiles, resetPassword, stopOrphan } from './server-files.ts';

export interface LocalPostgresOptions {
  /** Everything is kept in the folder `postgres` below this one; it is made when it is missing. */
  readonly dataDir: string;
  /** Databases to have; those that are missing are made, each owned by the ordinary role `longbox`. */
  readonly databases: readonly string[];
  /** A fixed port on 127.0.0.1; when left out, a free one that stays the same from start to start as long as it is free. */
  readonly port?: number;
  /** Server settings on top of those for a small machine. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Hears what takes longer than a moment. */
  readonly onProgress?: (line: string) => void;
  /** Hears one sentence when the server ends although nobody stopped it. */
  readonly onLost?: (sentence: string) => void;
}

export interface LocalPostgres {
  /** Database → URL for the role `longbox`, which row-level security binds. */
  readonly urls: Readonly<Record<string, string>>;
  /** URL of the superuser on the database `postgres`: for tests and repairs. */
  readonly superuserUrl: string;
  readonly port: number;
  /** The server's process id. */
  readonly pid: number;
  /** Stops the server within six seconds and gives the folder up. */
  readonly stop: () => Promise<void>;
  /** Ends the server as a crash would, with nothing written out; what was committed is there at the next start. For tests. */
  readonly crash: () => Promise<void>;
}

/** For a machine that does other things too. Commits are durable: what a checkout was told must survive a power cut. */
const SMALL_MACHINE = {
  shared_buffers: '256MB',
  max_connections: '200',
  synchronous_commit: 'on',
  max_wal_size: '1GB',
  // Solid-state disks; the default of 4 is for turning ones.
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Tables begin empty and grow fast; until they are analysed, plans are those for empty tables.
  autovacuum_naptime: '10s',
  // Statements here are short: compiling one costs more than it saves.
  jit: 'off',
  // Addresses and the like, which are in parameters and in the details of errors, stay out of the log.
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
};

const MOST_PORTS = 5;
/**
 * The server stands back a little behind the application on the same machine: on two cores its processes, woken by a statement, would
 * take the core of the thread that sent it and has more to do, and with which everybody waits. At this niceness it still gets a third of what the other gets.
 */
const NICENESS = 5;

/**
 * Starts the machine's own PostgreSQL on a data folder, the first time with new files. A server that a killed process left behind is
 * stopped first; a folder that another running process uses is refused. Throws `LocalPostgresFailed` with one sentence.
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const { folder, release } = occupy(join(resolve(options.dataDir), 'postgres'));
  try {
    return await startIn(folder, options, release);
  } catch (cause) {
    release();
    throw folderProblem(folder, cause);
  }
}

/**
 * Where the databases of a data folder are answered now, for the role `longbox`, when another process of this machine runs its server;
 * `absent` when there is no server on it to be started, `stopped` when there is.
 */
export function runningLocalPostgres(
  dataDir: string,
  databases: readonly string[],
): Readonly<Record<string, string>> | 'stopped' | 'absent' {
  const folder = join(resolve(dataDir), 'postgres');
  if (!hasFiles(join(folder, 'data'))) return 'absent';
  const secrets = readSecrets(folder);
  if (occupantOf(folder) === undefined || secrets?.port === undefined) return 'stopped';
  const { owner, port } = secrets;
  const at = { port, sockets: socketFolder(folder) };
  return Object.fromEntries(
    databases.map((name) => [name, urlOf(at, { role: OWNER, password: owner, database: name })]),
  );
}

/** Where a server is answered: always on a port, and on a socket of the file system where there is one. */
interface Place {
  readonly port: number;
  readonly sockets: string | undefined;
}

interface Login {
  readonly role: string;
  readonly password: string;
  readonly database: string;
}

/** By the socket when there is one: a statement's way through it takes two thirds of that through TCP. */
function urlOf({ port, sockets }: Place, { role, password, database }: Login): string {
  const url = `postgres://${role}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  return sockets !== undefined && existsSync(socketIn(sockets, port))
    ? `${url}?host=${encodeURIComponent(sockets)}`
    : url;
}

/** Removes everything that a data folder keeps, a server left running on it included. Throws when a running process uses it. */
export async function discardLocalPostgres(dataDir: string): Promise<void> {
  const folder = join(resolve(dataDir), 'postgres');
  const occupant = occupantOf(folder);
  if (occupant !== undefined) throw inUse(folder, occupant);
  await stopOrphan(join(folder, 'data'));
  rmSync(folder, { recursive: true, force: true });
}

async function startIn(
  folder: string,
  options: LocalPostgresOptions,
  release: () => void,
): Promise<LocalPostgres> {
  const say = options.onProgress ?? (() => undefined);
  const files = join(folder, 'data');
  const account = accountFor(folder, files);
  // The account that the server runs under must come through; the secrets in the folder stay closed to it.
  if (account.ids) chmodSync(folder, 0o711);
  const secrets = await filesWithSecrets(folder, files, account, say);
  const sockets = socketFolder(folder);
  if (sockets !== undefined) makeSocketFolder(sockets, account);
  const settings = { ...SMALL_MACHINE, ...options.settings };
  const { server, port } = await startOnPort(
    { files, log: join(folder, 'server.log'), account, sockets, settings },
    options.port,
    secrets.port,
  );
  const own = ownership(server, release, options.onLost);
  try {
    if (port !== secrets.port) writeSecrets(folder, { ...secrets, port });
    const at = { port, sockets };
    const superuserUrl = urlOf(at, { role: SUPERUSER, password: secrets.superuser, database: 'postgres' });
    await makeDatabases(superuserUrl, secrets.owner, options.databases);
    const urls = options.databases.map(
      (name) => [name, urlOf(at, { role: OWNER, password: secrets.owner, database: name })] as const,
    );
    return { urls: Object.fromEntries(urls), superuserUrl, port, ...own };
  } catch (error) {
    await own.stop();
    throw error;
  }
}

/** Sees that there are files, that no server runs on them, and that its passwords are known. */
async function filesWithSecrets(
  folder: string,
  files: string,
  account: Account,
  say: (line: string) => void,
): Promise<Secrets> {
  const kept = readSecrets(folder);
  const secrets = kept ?? newSecrets();
  if (!hasFiles(files)) {
    say('making a new PostgreSQL data folder');
    writeSecrets(folder, secrets);
    await makeFiles(folder, files, account, secrets.superuser);
    return secrets;
  }
  await stopOrphan(files);
  if (!kept) {
    say('the passwords of PostgreSQL were lost; setting new ones');
    await resetPassword(files, account, secrets.superuser);
    writeSecrets(folder, secrets);
  }
  return secrets;
}

/** A port that looks free may be taken a moment later; the next one is tried then, unless one was asked for. */
async function startOnPort(
  server: Omit<ServerOptions, 'port'>,
  fixed: number | undefined,
  last: number | undefined,
): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = fixed ?? (await freePort(attempt === 1 ? last : undefined));
    try {
      const started = await startServer({ ...server, port });
      if (started.pid !== undefined) standBack(started.pid);
      return { server: started, port };
    } catch (error) {
      if (!(error instanceof PortTaken) || fixed !== undefined || attempt >= MOST_PORTS) throw error;
    }
  }
}

/**
 * Of the process, and of its session, which is its own: where Linux groups processes by sessions it weighs these against each other, and niceness
 * counts only within one. Nobody but root may take niceness back that this process was started with.
 */
function standBack(pid: number): void {
  setPriority(pid, Math.max(NICENESS, getPriority()));
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(NICENESS));
  } catch {
    // Another system, one without groups, or one that says who is not root to come again later: the server is only a little more in the way.
  }
}

function ownership(
  server: ChildProcess,
  release: () => void,
  onLost: ((sentence: string) => void) | undefined,
): Pick<LocalPostgres, 'pid' | 'stop' | 'crash'> {
  const { pid } = server;
  if (pid === undefined) throw new LocalPostgresFailed('PostgreSQL could not be started.');
  let stopping: Promise<void> | undefined;
  // An application that ends without stopping it must not leave the server behind; there is no time to wait for it any more.
  const atExit = () => isUp(server) && server.kill('SIGINT');
  process.once('exit', atExit);
  server.once('exit', (code, signal) => {
    process.off('exit', atExit);
    if (!stopping)
      onLost?.(`The embedded PostgreSQL ended by itself (${signal ?? `code ${code}`}): start Longbox again.`);
  });
  const stopWith = async (stop: () => Promise<void>) => {
    try {
      await stop();
    } finally {
      release();
    }
  };
  return {
    pid,
    stop: () => (stopping ??= stopWith(() => stopServer(pid, () => isUp(server)))),
    crash: () =>
      (stopping ??= stopWith(async () => {
        server.kill('SIGQUIT');
        await gone(() => isUp(server), 6_000);
      })),
  };
}
