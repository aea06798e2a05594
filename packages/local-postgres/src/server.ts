import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import pg from 'pg';
import { program } from './binaries.ts';
import { LocalPostgresFailed } from './errors.ts';
import { isRunning } from './process-file.ts';
import type { RunAs } from './run-as.ts';

export interface ServerOptions {
  /** Where PostgreSQL keeps its files. */
  readonly files: string;
  readonly log: string;
  readonly port: number;
  readonly superuserUrl: string;
  readonly as: RunAs;
  readonly settings: Readonly<Record<string, string>>;
}

const START_TIMEOUT_MS = 30_000;
const FAST_STOP_MS = 5_000;
const IMMEDIATE_STOP_MS = 3_000;

/**
 * Starts the server and waits until it answers. It gets a session of its own, so that a terminal's Ctrl-C reaches the application first
 * and the server is stopped by it, when nothing is in hand any more.
 */
export async function startServer(options: ServerOptions): Promise<ChildProcess> {
  const { files, log, port, as, settings } = options;
  const output = openSync(log, 'a', 0o600);
  const from = statSync(log).size;
  const flags = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings });
  const [command = '', ...prefix] = [...as.prefix, program('postgres')];
  const server = spawn(
    command,
    [
      ...prefix,
      '-D',
      files,
      '-p',
      String(port),
      ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...ids(as),
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    },
  );
  closeSync(output);
  let failure: Error | undefined;
  server.once('error', (error) => (failure = error));

  const giveUp = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(options.superuserUrl))) {
    if (failure || server.exitCode !== null || server.signalCode !== null)
      throw startProblem(files, failure?.message ?? readFileSync(log, 'utf8').slice(from));
    if (Date.now() > giveUp) {
      await stopServer(server);
      throw new LocalPostgresFailed(
        `PostgreSQL did not become ready within ${START_TIMEOUT_MS / 1000} s; its log is ${log}.`,
      );
    }
    await pause(40);
  }
  server.unref();
  return server;
}

/** Stops the server: fast (sessions are ended), then immediate, then by force. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid !== undefined)
    await stopProcess(server.pid, () => server.exitCode === null && server.signalCode === null);
}

/** Stops a server that an earlier process, killed before it could, left running on the same files. */
export async function stopOrphan(files: string): Promise<void> {
  const file = join(files, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [pid = '', folder = ''] = readFileSync(file, 'utf8').split('\n');
  if (folder !== files || !isRunning(Number(pid))) return;
  await stopProcess(Number(pid), () => isRunning(Number(pid)));
}

async function stopProcess(pid: number, running: () => boolean): Promise<void> {
  const steps = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', IMMEDIATE_STOP_MS],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    if (!running()) return;
    process.kill(pid, signal);
    const giveUp = Date.now() + patienceMs;
    while (running() && Date.now() < giveUp) await pause(25);
  }
}

/** Makes new files for a server. Throws `LocalPostgresFailed`. */
export async function initialiseFiles(files: string, as: RunAs, passwordFile: string): Promise<void> {
  const [command = '', ...prefix] = [...as.prefix, program('initdb')];
  const flags = ['-D', files, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  flags.push('--encoding=UTF8', '--locale=C', '--no-instructions');
  const child = spawn(command, [...prefix, ...flags], {
    ...ids(as),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw startProblem(files, said);
}

function startProblem(files: string, said: string): LocalPostgresFailed {
  const last =
    said
      .trim()
      .split('\n')
      .findLast((line) => /FATAL|PANIC|ERROR|error|could not/.test(line)) ?? said.trim();
  if (/No space left on device/.test(said))
    return new LocalPostgresFailed(
      `PostgreSQL has no disk space left at ${files}: free some, or set LONGBOX_DATA_DIR to a folder on another disk.`,
    );
  if (/could not bind|Address already in use/.test(said))
    return new LocalPostgresFailed(
      'The port of the embedded PostgreSQL was taken while it started: start again.',
    );
  return new LocalPostgresFailed(
    `The data folder ${files} cannot be used by PostgreSQL (${last.slice(0, 300)}): restore it from a copy, or move it away to begin with an empty store.`,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function ids({ uid, gid }: RunAs): { uid?: number; gid?: number } {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}
