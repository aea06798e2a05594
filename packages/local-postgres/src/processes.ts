import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process began, in words that are the same each time: ids of processes are used again, a pair of both is not. Empty when it is
 * gone, or has ended and only waits to be reaped, which in a container without an init is for ever.
 */
export function beganAt(pid: number): string {
  // Fields 3 and 22 of proc(5) stat, the state and the start in clock ticks since boot; the name before may hold spaces and parentheses.
  if (process.platform === 'linux') {
    const stat = readOrEmpty(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  }
  return ask(pid, 'lstart=');
}

/** The command line of a process; empty when it is gone, or has ended and only waits to be reaped. */
export function commandOf(pid: number): string {
  if (process.platform === 'linux') return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  return ask(pid, 'command=');
}

/**
 * Stops a PostgreSQL server: SIGINT asks it to end its sessions and stop, SIGQUIT to stop at once (it recovers at the next start, nothing
 * committed is lost), SIGKILL is for one that does neither. All in all six seconds.
 */
export async function stopServer(pid: number, running: () => boolean): Promise<void> {
  for (const [signal, patienceMs] of STEPS) {
    if (!running()) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the question and the signal.
    }
    await gone(running, patienceMs);
  }
}

const STEPS = [
  ['SIGINT', 3_500],
  ['SIGQUIT', 1_500],
  ['SIGKILL', 1_000],
] as const;

export async function gone(running: () => boolean, patienceMs: number): Promise<void> {
  const giveUp = Date.now() + patienceMs;
  while (running() && Date.now() < giveUp) await pause(20);
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function ask(pid: number, field: string): string {
  try {
    return execFileSync('ps', ['-ww', '-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
