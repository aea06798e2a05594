import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { ancestors, binaryFolder } from './binaries.ts';
import { LocalPostgresFailed } from './errors.ts';

/** How to start PostgreSQL's programs: it refuses to run as root, so root starts them as the user `postgres`. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  /** What to put in front of the command. */
  readonly prefix: readonly string[];
}

const USER = 'postgres';

/**
 * The user for PostgreSQL's programs. Root gets the user `postgres`, made when it is missing; where that user may not enter the folders
 * (a clone under /root), it is started with the capability to. Throws `LocalPostgresFailed` when there is no way.
 */
export function runAs(dataFolder: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const uid = idOf('-u') ?? createUser();
  const gid = idOf('-g') ?? uid;
  const closed = [...ancestors(dataFolder), ...ancestors(binaryFolder())].find(
    (folder) => !mayEnter(folder, uid, gid),
  );
  if (closed === undefined) return { uid, gid, prefix: [] };
  const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  prefix.push('--inh-caps=+dac_override', '--ambient-caps=+dac_override');
  if (!succeeds(prefix, ['true']))
    throw new LocalPostgresFailed(
      `PostgreSQL does not run as root, and the user ${USER} may not enter ${closed}: start Longbox as another user, or put it and LONGBOX_DATA_DIR where everybody may enter.`,
    );
  return { prefix };
}

function idOf(flag: '-u' | '-g'): number | undefined {
  try {
    return Number(
      execFileSync('id', [flag, USER], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return undefined;
  }
}

function createUser(): number {
  succeeds(['useradd', '--system', '--user-group', '--no-create-home', USER], []);
  const uid = idOf('-u');
  if (uid === undefined)
    throw new LocalPostgresFailed(
      `PostgreSQL does not run as root, and the user ${USER} could not be made: start Longbox as another user, or set the *_DATABASE_URL variables.`,
    );
  return uid;
}

function mayEnter(folder: string, uid: number, gid: number): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return true;
  if (found.uid === uid) return (found.mode & 0o100) !== 0;
  if (found.gid === gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}

function succeeds([command = '', ...first]: readonly string[], rest: readonly string[]): boolean {
  try {
    execFileSync(command, [...first, ...rest], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
