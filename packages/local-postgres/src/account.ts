import { execFileSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { binaryFolder } from './binaries.ts';
import { LocalPostgresFailed } from './errors.ts';

/** Under which account PostgreSQL's programs run: it refuses to run as root, so root starts them as another user. */
export interface Account {
  /** Absent: as the user who started this process. */
  readonly ids?: { readonly uid: number; readonly gid: number };
  /** What to put in front of the command; it sets the ids itself when it is not empty. */
  readonly prefix: readonly string[];
}

const USER = 'postgres';

/** Root's right to enter folders, smallest first; containers are often given the second only. */
const CAPABILITIES = ['dac_read_search', 'dac_override'];

/**
 * The account for PostgreSQL on a data folder. Root gets the owner of the files that are there, else the user `postgres`, made when it is
 * missing; where that one may not enter the folders (a clone under /root), it is given the capability to. Throws `LocalPostgresFailed`
 * when there is no way.
 */
export function accountFor(folder: string, files: string): Account {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const ids = ownerOf(files) ?? idsOf(USER) ?? createUser();
  const closed = [...withParents(folder), ...withParents(binaryFolder())].find(
    (each) => !mayEnter(each, ids),
  );
  if (closed === undefined) return { ids, prefix: [] };
  for (const capability of CAPABILITIES) {
    const prefix = ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
    prefix.push(`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`);
    // Entered, not asked about: access(2) leaves capabilities out of its answer.
    if (succeeds([...prefix, 'sh', '-c', 'cd "$0"', folder])) return { ids, prefix };
  }
  throw new LocalPostgresFailed(
    `PostgreSQL does not run as root, and the user ${USER} may not enter ${closed}: start Longbox as another user, or put it and LONGBOX_DATA_DIR where everybody may enter.`,
  );
}

/** Hands a file or folder to the account. */
export function giveTo({ ids }: Account, path: string): void {
  if (ids) chownSync(path, ids.uid, ids.gid);
}

/** The application's variables, among them secrets, are nothing for the server; its messages are in English, which is read for its state. */
export const SERVER_ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** What a child process is started with. */
export function commandFor(
  { ids, prefix }: Account,
  program: string,
  flags: readonly string[],
): { command: string; args: string[]; ids: { uid?: number; gid?: number } } {
  const [command = program, ...args] = [...prefix, program, ...flags];
  return { command, args, ids: ids && prefix.length === 0 ? ids : {} };
}

function ownerOf(files: string): Account['ids'] {
  const found = statSync(files, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

function idsOf(user: string): Account['ids'] {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    );
    return uid && gid !== undefined ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}

function createUser(): { uid: number; gid: number } {
  succeeds(['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', USER]);
  const ids = idsOf(USER);
  if (ids) return ids;
  throw new LocalPostgresFailed(
    `PostgreSQL does not run as root, and the user ${USER} could not be made: start Longbox as another user, or set the *_DATABASE_URL variables.`,
  );
}

function mayEnter(folder: string, { uid, gid }: { uid: number; gid: number }): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return true;
  if (found.uid === uid) return (found.mode & 0o100) !== 0;
  if (found.gid === gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}

function withParents(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...withParents(parent)];
}

function succeeds([command = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
