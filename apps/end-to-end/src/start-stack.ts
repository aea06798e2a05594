import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@longbox/ids';
import { freePort } from '@longbox/ports';

/** The stores of the test stack: one for each test file, and one that is always somebody else's. */
export const STORES = [
  'search',
  'journey',
  'contention',
  'payments',
  'isolation',
  'rival',
  'stock',
  'input',
  'live',
  'partner',
] as const;

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'apps/longbox/src/main.ts');
/** Characters of what a stack said. */
const MOST_TOLD = 4_000;
const READY_TIMEOUT_MS = 90_000;

export interface Stack {
  readonly facts: string;
  stop(): Promise<void>;
}

/**
 * Starts the whole store as a user would, in a data folder of its own, with a store for each test file; answers what the tests need to know
 * as JSON (see stack.ts).
 */
export async function startStack(distributed: boolean): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-e2e-'));
  const keys = new Map(STORES.map((slug) => [slug, apiKey()]));
  const storesFile = join(folder, 'test-stores.json');
  writeFileSync(
    storesFile,
    JSON.stringify({
      stores: STORES.map((slug) => ({ id: newId(), slug, name: `Store ${slug}`, currency: 'USD' })),
      apiKeys: [...keys].map(([store, { id, hash }]) => ({
        id,
        hash,
        name: `Partner of ${store}`,
        store,
        scopes: ['channels:read', 'channels:write'],
        channels: ['online', 'market'],
      })),
    }),
  );
  const port = String(await freePort());
  const environment = {
    ...process.env,
    // Two stacks run at the same time, which must not share a log.
    KAFKA_BROKERS: undefined,
    LONGBOX_DATA_DIR: folder,
    LONGBOX_STORES_FILE: storesFile,
    LONGBOX_LOG_LEVEL: 'error',
    PORT: port,
  };
  let output = '';
  const child = spawn(process.execPath, [MAIN, 'start', ...(distributed ? ['--distributed'] : [])], {
    cwd: ROOT,
    env: environment,
    // By the channel it learns that this process is gone, and stops.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}/graphql`;
  await ready(child, url, () => output);
  // Every test after it says no more than that nobody answers.
  const toldDeath = (code: number | null, signal: string | null) =>
    console.error(
      `the stack of the tests has ended (${code ?? signal}) before them:\n${output.slice(-MOST_TOLD)}`,
    );
  child.once('exit', toldDeath);

  const token = (store: string, ...args: string[]): string => {
    const minted = spawnSync(process.execPath, [MAIN, 'token', '--store', store, ...args], {
      cwd: ROOT,
      env: environment,
      encoding: 'utf8',
      timeout: 20_000,
    });
    if (minted.status !== 0) throw new Error(`no token for ${store}: ${minted.stderr}`);
    return minted.stdout.trim();
  };
  const stores = Object.fromEntries(
    STORES.map((slug) => [
      slug,
      {
        staffToken: token(slug, '--role', 'staff'),
        readerToken: token(slug, '--role', 'staff', '--subject', 'reader', '--scopes', 'orders:read'),
        customerToken: token(slug, '--role', 'customer', '--subject', 'casey'),
        otherCustomerToken: token(slug, '--role', 'customer', '--subject', 'robin'),
        partnerKey: keys.get(slug)?.key,
      },
    ]),
  );
  return {
    facts: JSON.stringify({ url, pid: child.pid, stores }),
    async stop() {
      const verified = spawnSync(process.execPath, [MAIN, 'verify', '--wait', '10'], {
        cwd: ROOT,
        env: environment,
        encoding: 'utf8',
        timeout: 60_000,
      });
      child.off('exit', toldDeath);
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await ended;
      if (process.env['LONGBOX_E2E_OUTPUT']) console.log(output);
      rmSync(folder, { recursive: true, force: true });
      if (verified.status !== 0)
        throw new Error(`what the tests did to the store broke it:\n${verified.stdout}${verified.stderr}`);
    },
  };
}

async function ready(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const giveUp = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const answer = await fetch(url.replace('/graphql', '/readyz')).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > giveUp) {
      child.kill('SIGKILL');
      throw new Error(`the stack did not start:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A partner's key and its hash, in the format that docs/stores.md gives. */
function apiKey(): { key: string; id: string; hash: string } {
  const id = randomBytes(6).toString('hex');
  const key = `lbx_${id}_${randomBytes(32).toString('base64url')}`;
  return { key, id, hash: createHash('sha256').update(key).digest('hex') };
}
