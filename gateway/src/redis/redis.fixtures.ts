import { execFileSync, spawn } from 'node:child_process';
import { freePort } from '@longbox/ports';

/** Whether this machine has a `redis-server` (Debian: `apt-get install redis-server`). Tests that need it say so when they are skipped. */
export function hasRedis(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(
      'There is no redis-server here: tests of several gateways on one Redis are skipped.\n',
    );
    return false;
  }
}

export interface RedisUnderTest {
  readonly url: string;
  stop(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  start(): Promise<void>;
  /** Lets it keep its connections and answer nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
}

/** A real Redis of the test's own, which keeps nothing. */
export async function startRedis(): Promise<RedisUnderTest> {
  const port = await freePort();
  let end: (() => Promise<void>) | undefined;
  let signal: (name: NodeJS.Signals) => void = () => undefined;

  async function start(): Promise<void> {
    const child = spawn(
      'redis-server',
      ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
      child.stdout.on('data', (said: Buffer) => said.toString().includes('Ready to accept') && resolve());
    });
    signal = (name) => void child.kill(name);
    end = async () => {
      child.kill('SIGKILL');
      await ended;
    };
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop: async () => end?.(),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}
