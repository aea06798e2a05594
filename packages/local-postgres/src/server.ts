import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { SERVER_ENVIRONMENT, commandFor, type Account } from './account.ts';
import { program } from './binaries.ts';
import { LocalPostgresFailed, deathOf } from './errors.ts';
import { stopServer } from './processes.ts';

export interface ServerOptions {
  /** Where PostgreSQL keeps its files. */
  readonly files: string;
  readonly log: string;
  readonly port: number;
  /** Folder of its sockets; none when left out. */
  readonly sockets: string | undefined;
  readonly account: Account;
  readonly settings: Readonly<Record<string, string>>;
}

/** Recovery after a crash reads up to `max_wal_size` of log first, which a slow disk does at some ten megabytes a second. */
const START_TIMEOUT_MS = 120_000;
const LOG_BYTES = 10_000_000;

/** The server said that somebody else has its port: another one may do. */
export class PortTaken extends LocalPostgresFailed {}

/**
 * Starts the server and waits until it takes connections. It gets a session of its own, so that a terminal's Ctrl-C, which reaches every
 * process of a session, comes to the application first; that one stops the server when nothing is in hand any more. Its messages go to a
 * file and not to a pipe, which would break with the application.
 */
export async function startServer(options: ServerOptions): Promise<ChildProcess> {
  const { files, log, port, sockets, account } = options;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
  const from = statSync(log).size;
  const settings = {
    listen_addresses: '127.0.0.1',
    // In quotes, since it is a list.
    unix_socket_directories: sockets === undefined ? '' : `"${sockets}"`,
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { command, args, ids } = commandFor(account, program('postgres'), [
    '-D',
    files,
    '-p',
    String(port),
    ...flags,
  ]);
  const server = spawn(command, args, {
    ...ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: SERVER_ENVIRONMENT,
  });
  closeSync(output);
  let failure: Error | undefined;
  server.once('error', (error) => (failure = error));

  const giveUp = Date.now() + START_TIMEOUT_MS;
  while (!isReady(files, server.pid)) {
    if (failure)
      throw new LocalPostgresFailed(
        `PostgreSQL cannot be run on this machine (${failure.message}): set the *_DATABASE_URL variables to a PostgreSQL server.`,
      );
    if (!isUp(server)) throw problemOf(options, readFileSync(log).subarray(from).toString());
    if (Date.now() > giveUp) {
      await stopServer(server.pid ?? 0, () => isUp(server));
      throw new LocalPostgresFailed(
        `PostgreSQL was not ready within ${START_TIMEOUT_MS / 1000} s; ${log} says why.`,
      );
    }
    await pause(20);
  }
  server.unref();
  return server;
}

export function isUp(server: ChildProcess): boolean {
  return server.exitCode === null && server.signalCode === null;
}

/** The port of the last time when it is free, so that a URL written down stays good; any free one otherwise. */
export async function freePort(wanted = 0): Promise<number> {
  const probe = createServer();
  const taken = await new Promise<boolean>((done) => {
    probe.once('error', () => done(true));
    probe.listen(wanted, '127.0.0.1', () => done(false));
  });
  if (taken) return freePort();
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** The server writes its state into the eighth line of its pid file, for the likes of pg_ctl (pidfile.h, LOCK_FILE_LINE_PM_STATUS). */
function isReady(files: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(files, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function problemOf({ files, port }: ServerOptions, said: string): LocalPostgresFailed {
  if (/could not bind|Address already in use|could not create any TCP\/IP sockets/.test(said))
    return new PortTaken(`Port ${port} of the embedded PostgreSQL is taken: free it, or start again.`);
  return deathOf(files, said);
}
