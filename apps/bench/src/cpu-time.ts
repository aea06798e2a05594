import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10;

/** Processor time of a process and of its living children, in milliseconds; NaN where there is no /proc. */
export function cpuTimeMs(pid: number): number {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return processes.reduce((sum, name) => sum + timeOf(name, pid), 0);
  } catch {
    return Number.NaN;
  }
}

/** The time of one process when it is the one or a child of it, and 0 otherwise. */
function timeOf(name: string, pid: number): number {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The command's name, in parentheses, may hold spaces: what counts stands behind it.
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(name) !== pid && Number(parent) !== pid) return 0;
    return (Number(rest[9]) + Number(rest[10])) * MS_PER_TICK;
  } catch {
    return 0;
  }
}
