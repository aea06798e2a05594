import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One node of the cluster, running. */
export interface KafkaNode {
  ended(): boolean;
  /** Ends it and waits; in order for ten seconds, and then at once. */
  stop(how: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const STOP_TIMEOUT_MS = 10_000;

/** Starts the node whose folder has a `server.properties`; what it says goes to `broker.log` there. One left from a crash is ended first. */
export function startNode({ jars, folder }: { jars: string; folder: string }): KafkaNode {
  const pidFile = join(folder, 'pid');
  endLeftover(pidFile);
  const log = openSync(join(folder, 'broker.log'), 'a');
  const args = [
    '-Xms256m',
    '-Xmx512m',
    '-cp',
    join(jars, '*'),
    'kafka.Kafka',
    join(folder, 'server.properties'),
  ];
  // A group of its own, so that a terminal's Ctrl-C reaches this process only, which then ends the nodes in order.
  const child = spawn('java', args, { stdio: ['ignore', log, log], detached: true });
  if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
  const over = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const endWithThisProcess = () => child.kill('SIGKILL');
  process.once('exit', endWithThisProcess);
  return {
    ended: () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined,
    async stop(how) {
      process.off('exit', endWithThisProcess);
      child.kill(how);
      const cut = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await over;
      clearTimeout(cut);
      rmSync(pidFile, { force: true });
    },
  };
}

/** A process that was killed leaves its node behind, which would keep the ports and the folder. */
function endLeftover(pidFile: string): void {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    // The number may have been given to somebody else since; Linux tells whose it is.
    const command =
      process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'kafka.Kafka';
    if (command.includes('kafka.Kafka')) process.kill(pid, 'SIGKILL');
  } catch {
    // No file, or nobody by that number: nothing was left.
  }
}
