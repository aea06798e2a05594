import { linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderProblem, inUse } from './errors.ts';
import { beganAt, isRunning } from './processes.ts';

/** The process that uses a folder. */
interface Mark {
  readonly pid: number;
  readonly began: string;
}

const FILE = 'process.json';
const MOST_ATTEMPTS = 20;

/**
 * Makes a folder if need be and takes it for this process; answers its real path and what gives it up. What a killed process left is
 * taken over. Throws `LocalPostgresFailed` when a running process has it, or it cannot be written.
 */
export function occupy(wanted: string): { folder: string; release: () => void } {
  try {
    mkdirSync(wanted, { recursive: true });
    const folder = realpathSync(wanted);
    const file = join(folder, FILE);
    take(file, folder);
    return { folder, release: () => rmSync(file, { force: true }) };
  } catch (cause) {
    throw folderProblem(wanted, cause);
  }
}

/** The process that uses a folder now, if any. */
export function occupantOf(folder: string): number | undefined {
  const mark = read(join(folder, FILE));
  return mark && isAlive(mark) ? mark.pid : undefined;
}

/** A link either appears whole or is there already: nobody reads half a mark, and of two that come together one gets it. */
function take(file: string, folder: string): void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, began: beganAt(process.pid) }), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      if (linked(own, file)) return;
      const holder = read(file);
      if (holder && isAlive(holder)) throw inUse(folder, holder.pid);
      removeDead(file);
    }
    throw new Error(`${file} is taken and left again and again`);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moved aside before it is looked at again, since a process that came at the same time may have put its own mark there meanwhile. */
function removeDead(file: string): void {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const mark = read(aside);
  if (mark && isAlive(mark)) linked(aside, file);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive({ pid, began }: Mark): boolean {
  return isRunning(pid) && beganAt(pid) === began;
}

function read(file: string): Mark | undefined {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as Mark;
    return Number.isSafeInteger(mark.pid) && mark.pid > 0 ? mark : undefined;
  } catch {
    return undefined;
  }
}
