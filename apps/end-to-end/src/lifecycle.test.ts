import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePort } from '@longbox/ports';
import { eventually } from './fixtures.ts';

const ROOT = join(__dirname, '../../..');
const LAUNCHER = join(ROOT, 'infra/launch/run.mjs');
const folder = mkdtempSync(join(tmpdir(), 'longbox-lifecycle-'));
const started: ChildProcess[] = [];

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  output(): string;
  /** What it ended with. */
  readonly ended: Promise<number | null>;
}

/** Starts the store as `npm start` does, with nothing in the environment but these variables. */
async function start(variables: Record<string, string>): Promise<Started> {
  const port = variables['PORT'] ?? String(await freePort());
  let output = '';
  const child = spawn(process.execPath, [LAUNCHER, 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      LONGBOX_DATA_DIR: folder,
      ...variables,
      PORT: port,
    },
  });
  started.push(child);
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { child, url: `http://127.0.0.1:${port}`, output: () => output, ended };
}

async function readyWithin(ms: number, { url, output }: Started): Promise<number> {
  const begin = Date.now();
  await eventually(
    `the store to be ready: ${output()}`,
    () =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => 0,
      ),
    (status) => status === 200,
    ms,
  );
  return Date.now() - begin;
}

async function stop({ child, ended }: Started): Promise<number> {
  const begin = Date.now();
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  return Date.now() - begin;
}

/** Processes whose command line or environment names the data folder. */
function processesOf(dataFolder: string): string[] {
  const { stdout } = spawnSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.includes(dataFolder) && !line.includes('ps axeww') && !line.includes('jest'));
}

const search = async (url: string): Promise<number> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ products(first: 1) { totalCount } }' }),
  });
  const { data } = (await response.json()) as { data: { products: { totalCount: number } } };
  return data.products.totalCount;
};

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start', () => {
  let products = 0;

  it('is a store within a minute, answers what it prints, and stops within ten seconds leaving no process', async () => {
    const store = await start({});
    expect(await readyWithin(60_000, store)).toBeLessThan(60_000);
    const output = await eventually(
      'what to try to be printed',
      () => Promise.resolve(store.output()),
      (text) => (text.match(/^\s*curl /gm) ?? []).length >= 3,
    );
    expect(output).toContain(`${store.url}/graphql`);
    const commands = output.match(/^\s*curl .*$/gm) ?? [];
    for (const command of commands.slice(0, 3)) {
      const { stdout } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
      const answer = JSON.parse(stdout) as { data?: Record<string, unknown>; errors?: unknown };
      expect(answer.errors).toBeUndefined();
      expect(Object.values(answer.data ?? {})[0]).toBeTruthy();
    }
    const page = await fetch(`${store.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    const html = await page.text();
    expect(html.match(/<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?\/\/[^"]+"/g) ?? []).toEqual([]);
    expect((await fetch(`${store.url}/healthz`)).status).toBe(200);
    products = await search(store.url);
    expect(products).toBeGreaterThan(50);

    expect(await stop(store)).toBeLessThan(10_000);
    await eventually(
      'every process to be gone',
      () => Promise.resolve(processesOf(folder)),
      (left) => left.length === 0,
    );
  }, 120_000);

  it('is ready in ten seconds the second time, with everything that was there', async () => {
    const store = await start({});
    expect(await readyWithin(10_000, store)).toBeLessThan(10_000);
    expect(await search(store.url)).toBe(products);
    await stop(store);
  }, 60_000);

  it('recovers by itself after kill -9', async () => {
    const killed = await start({});
    await readyWithin(20_000, killed);
    for (const line of processesOf(folder).filter((each) => each.includes('main.ts')))
      process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
    await killed.ended;
    const again = await start({});
    await readyWithin(20_000, again);
    expect(await search(again.url)).toBe(products);
    await stop(again);
  }, 90_000);

  it('says in one sentence that its data folder is in use', async () => {
    const first = await start({});
    await readyWithin(20_000, first);
    const second = await start({});
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/in use by process \d+.*LONGBOX_DATA_DIR/);
    expect(second.output()).not.toMatch(/\n\s+at /);
    await stop(first);
  }, 60_000);

  it('says in one sentence that its port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => {
      holder.listen(0, '127.0.0.1', resolve);
    });
    const { port } = holder.address() as AddressInfo;
    const store = await start({ PORT: String(port) });
    expect(await store.ended).toBe(1);
    expect(store.output()).toMatch(new RegExp(`port ${port}.*PORT`, 'i'));
    expect(store.output()).not.toMatch(/\n\s+at /);
    await new Promise((resolve) => holder.close(resolve));
  }, 60_000);

  it.each([
    ['a port that is none', { PORT: 'http' }, /PORT is "http"; it takes a port/],
    [
      'a database address that is none',
      { ORDER_DATABASE_URL: 'sqlite:orders' },
      /ORDER_DATABASE_URL is not usable; it takes/,
    ],
  ])(
    'says in one sentence that a variable is wrong: %s',
    async (_, variables, sentence) => {
      const store = await start(variables);
      expect(await store.ended).toBe(1);
      expect(store.output()).toMatch(sentence);
      expect(store.output()).not.toMatch(/\n\s+at /);
    },
    30_000,
  );

  it('says in one sentence that its data folder is damaged', async () => {
    const damaged = mkdtempSync(join(tmpdir(), 'longbox-damaged-'));
    const store = await start({ LONGBOX_DATA_DIR: damaged });
    await readyWithin(60_000, store);
    await stop(store);
    const control = join(damaged, 'postgres/data/global/pg_control');
    expect(readFileSync(control).length).toBeGreaterThan(0);
    writeFileSync(control, 'rubbish');
    const broken = await start({ LONGBOX_DATA_DIR: damaged });
    expect(await broken.ended).toBe(1);
    expect(broken.output()).toMatch(/data folder .* cannot be used .*(restore|move)/);
    expect(broken.output()).not.toMatch(/\n\s+at /);
    rmSync(damaged, { recursive: true, force: true });
  }, 120_000);

  it('says in one sentence that its data folder cannot be made', async () => {
    const blocked = mkdtempSync(join(tmpdir(), 'longbox-blocked-'));
    mkdirSync(join(blocked, 'inner'));
    writeFileSync(join(blocked, 'inner/file'), '');
    const store = await start({ LONGBOX_DATA_DIR: join(blocked, 'inner/file/data') });
    expect(await store.ended).toBe(1);
    expect(store.output()).toMatch(/LONGBOX_DATA_DIR/);
    expect(readdirSync(blocked)).toEqual(['inner']);
    rmSync(blocked, { recursive: true, force: true });
  }, 30_000);
});
