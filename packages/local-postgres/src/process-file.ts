import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** A running process: its id, and when it began where the machine says so, because ids are used again. */
interface ProcessMark {
  readonly pid: number;
  readonly began: string;
}

/**
 * Takes a file that names the one process allowed to use a folder. Answers the id of the process that holds it already, or null when it
 * is taken now. What a killed process left behind is taken over.
 */
export function takeProcessFile(file: string): number | null {
  const mark: ProcessMark = { pid: process.pid, began: beganAt(process.pid) };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(file, JSON.stringify(mark), { flag: 'wx', mode: 0o600 });
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readMark(file);
    if (holder && isRunning(holder.pid) && beganAt(holder.pid) === holder.began) return holder.pid;
    rmSync(file, { force: true });
  }
  throw new Error(`${file} is made again and again by somebody else`);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readMark(file: string): ProcessMark | undefined {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
    return Number.isSafeInteger(mark.pid) && mark.pid > 0 ? mark : undefined;
  } catch {
    return undefined;
  }
}

/** Field 22 of proc(5) stat, the start in clock ticks since boot; empty where there is no /proc. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
