import { readFileSync, readdirSync } from 'node:fs';

const NS_PER_MS = 1_000_000;

/**
 * Processor time of a process and of its living children, in milliseconds; NaN where there is no /proc. Linux counts it in nanoseconds for each
 * thread (`schedstat`); the hundredths of a second in `stat` are too coarse for a turn of some hundred requests.
 */
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
    if (Number(name) !== pid && parentOf(name) !== pid) return 0;
    const threads = readdirSync(`/proc/${name}/task`);
    return threads.reduce((sum, thread) => sum + timeOfThread(`/proc/${name}/task/${thread}`), 0);
  } catch {
    return 0;
  }
}

function parentOf(name: string): number {
  const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
  // The command's name, in parentheses, may hold spaces: what counts stands behind it.
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(parent);
}

function timeOfThread(folder: string): number {
  try {
    return Number(readFileSync(`${folder}/schedstat`, 'utf8').split(' ')[0]) / NS_PER_MS;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
