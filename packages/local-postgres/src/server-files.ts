import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVER_ENVIRONMENT, commandFor, giveTo, type Account } from './account.ts';
import { program } from './binaries.ts';
import { deathOf } from './errors.ts';
import { commandOf, isRunning, stopServer } from './processes.ts';

export const SUPERUSER = 'postgres';

/** Whether a folder holds the files of a server. */
export function hasFiles(files: string): boolean {
  return existsSync(join(files, 'PG_VERSION'));
}

/**
 * Makes the files of a new server, aside and then moved into place, so that an interrupted first start leaves nothing half made. Text is
 * UTF-8 in PostgreSQL's own locale C.UTF-8, which is the same on every machine: letters of all languages have upper and lower case, and
 * an index does not change its order with the next system library.
 */
export async function makeFiles(
  folder: string,
  files: string,
  account: Account,
  password: string,
): Promise<void> {
  const making = `${files}.new`;
  const passwordFile = join(folder, 'password');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    for (const path of [making, passwordFile]) giveTo(account, path);
    const flags = ['-D', making, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    flags.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8');
    const { code, said } = await run(account, 'initdb', [...flags, '--no-instructions']);
    if (code !== 0) throw deathOf(files, said);
    renameSync(making, files);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Gives the superuser of a server that does not run a new password, for a folder whose secrets were lost. */
export async function resetPassword(files: string, account: Account, password: string): Promise<void> {
  const statement = `ALTER ROLE ${SUPERUSER} PASSWORD '${password}';\n`;
  const { code, said } = await run(account, 'postgres', ['--single', '-D', files, 'postgres'], statement);
  if (code !== 0) throw deathOf(files, said);
}

/**
 * Stops the server that a process, killed before it could, left running on the files. The file that names it may be older than the last
 * restart of the machine, and its number may belong to somebody else now: that one is left alone, and the file removed.
 */
export async function stopOrphan(files: string): Promise<void> {
  const file = join(files, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isRunning(pid)) return;
  const serves = () => commandOf(pid).includes(` -D ${files} `);
  if (serves()) await stopServer(pid, serves);
  else rmSync(file);
}

async function run(
  account: Account,
  name: 'initdb' | 'postgres',
  flags: readonly string[],
  input = '',
): Promise<{ code: number | null; said: string }> {
  const { command, args, ids } = commandFor(account, program(name), flags);
  const child = spawn(command, args, {
    ...ids,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    env: SERVER_ENVIRONMENT,
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // A program that ends before it has read everything says why on its own.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, said };
}
