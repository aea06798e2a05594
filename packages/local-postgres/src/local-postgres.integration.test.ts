import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  discardLocalPostgres,
  startLocalPostgres,
  type LocalPostgres,
  type LocalPostgresOptions,
} from './index.ts';
import { commandOf, gone, isRunning } from './processes.ts';

const FAST = { fsync: 'off', shared_buffers: '32MB' };
const HOST = join(__dirname, 'host.fixture.ts');

let root: string;
/** Files of a server are copied from here, which is faster than making them for each test. */
let dataDir: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'longbox-local-postgres-'));
  dataDir = join(root, 'store');
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of readdirSync(root))
    await discardLocalPostgres(join(root, folder)).catch(() => undefined);
  rmSync(root, { recursive: true, force: true });
});

const start = (options: Partial<LocalPostgresOptions> = {}): Promise<LocalPostgres> =>
  startLocalPostgres({ dataDir, databases: ['cards'], settings: FAST, ...options });

async function ask(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the server in a process of its own and answers what that one printed. */
async function host(
  folder: string,
): Promise<{ child: ChildProcess; pid: number; url: string; error?: string }> {
  const child = spawn(process.execPath, [HOST, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', () => printed.includes('\n') && resolve());
    child.once('close', () => resolve());
  });
  return { child, ...(JSON.parse(printed) as { pid: number; url: string; error?: string }) };
}

/** Processes of PostgreSQL that serve a folder. */
const serving = (folder: string): string[] =>
  (process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((name) => commandOf(Number(name)))
    : execFileSync('ps', ['axww', '-o', 'command='], { encoding: 'utf8' }).split('\n')
  ).filter((command) => command.includes(`-D ${folder}`));

const sentenceOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'it started',
    (error: unknown) => String(error),
  );

describe('the embedded PostgreSQL', () => {
  it('serves its databases to an ordinary role, on this machine only, in Unicode', async () => {
    const server = await start();
    const url = server.urls['cards'];
    expect(
      await ask(
        url,
        'SELECT rolsuper OR rolbypassrls OR rolcreaterole AS mighty FROM pg_roles WHERE rolname = current_user',
      ),
    ).toEqual([{ mighty: false }]);
    expect(
      await ask(
        url,
        'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()',
      ),
    ).toEqual([{ owner: 'longbox' }]);
    await ask(url, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION btree_gin');
    expect(
      await ask(url, "SELECT lower('LIM-DÛL ÄÉÑ') AS lower, current_setting('listen_addresses') AS on"),
    ).toEqual([{ lower: 'lim-dûl äéñ', on: '127.0.0.1' }]);
    expect(await ask(url, "SELECT current_setting('synchronous_commit') AS durable")).toEqual([
      { durable: 'on' },
    ]);
    expect(statSync(join(dataDir, 'postgres/secrets.json')).mode & 0o077).toBe(0);
    await ask(url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)');
    await server.stop();
  });

  it('has the same address and data the second time, in under two seconds', async () => {
    const first = await start();
    await first.stop();
    const begin = performance.now();
    const second = await start();
    expect(performance.now() - begin).toBeLessThan(2_000);
    expect(second.urls).toEqual(first.urls);
    expect(await ask(second.urls['cards'], 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
    await second.stop();
  });

  it('stops in time and leaves no process, though a statement is running', async () => {
    const server = await start();
    const running = sentenceOf(ask(server.urls['cards'], 'SELECT pg_sleep(60)'));
    const active = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(60)'";
    while ((await ask(server.superuserUrl, active)).length === 0);
    const begin = performance.now();
    await Promise.all([server.stop(), server.stop()]);
    expect(performance.now() - begin).toBeLessThan(5_000);
    expect(await running).toMatch(/terminat/);
    expect(serving(join(dataDir, 'postgres'))).toEqual([]);
    expect(existsSync(join(dataDir, 'postgres/process.json'))).toBe(false);
  });

  it("is not in the terminal's session, whose Ctrl-C is the application's to hear first", async () => {
    const server = await start();
    // A group of its own number exists only where a process leads one.
    expect(() => process.kill(-server.pid, 0)).not.toThrow();
    await server.stop();
  });

  it('stands back behind the application, also where sessions are weighed against each other', async () => {
    const server = await start();
    expect(getPriority(server.pid)).toBeGreaterThanOrEqual(5);
    const ofSession = `/proc/${server.pid}/autogroup`;
    // Where there are none; and Linux lets others than root say so ten times a second in all.
    const weighed =
      process.getuid?.() === 0 && existsSync(ofSession) ? readFileSync(ofSession, 'utf8') : 'nice 5';
    expect(weighed.trimEnd()).toMatch(/nice 5$/);
    await server.stop();
  });

  it('keeps what was committed when the server crashes', async () => {
    const server = await start();
    await ask(server.urls['cards'], 'INSERT INTO kept VALUES (2)');
    await server.crash();
    const again = await start();
    expect(await ask(again.urls['cards'], 'SELECT id FROM kept ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
    await again.stop();
  });

  it('says that the server ended by itself, and not that it was stopped', async () => {
    const heard: string[] = [];
    const server = await start({ onLost: (sentence) => heard.push(sentence) });
    process.kill(server.pid, 'SIGTERM');
    await gone(() => heard.length === 0, 5_000);
    expect(heard).toEqual([expect.stringContaining('ended by itself')]);
    await server.stop();
    const second = await start({ onLost: (sentence) => heard.push(sentence) });
    await second.stop();
    expect(heard).toHaveLength(1);
  });

  it('is known again when its passwords were lost', async () => {
    rmSync(join(dataDir, 'postgres/secrets.json'));
    const server = await start();
    expect(await ask(server.urls['cards'], 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 2 }]);
    await server.stop();
  });

  it('begins again where a first start was interrupted', async () => {
    const interrupted = join(root, 'interrupted');
    mkdirSync(join(interrupted, 'postgres/data.new/base'), { recursive: true });
    writeFileSync(join(interrupted, 'postgres/data.new/PG_VERSION'), '18\n');
    const server = await start({ dataDir: interrupted });
    expect(await ask(server.urls['cards'], 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
  });
});

describe('a data folder', () => {
  it('is recovered after kill -9 of the process that had it, with its data, and no server is left over', async () => {
    const killed = await host(dataDir);
    await ask(killed.url, 'INSERT INTO kept VALUES (3)');
    killed.child.kill('SIGKILL');
    await once(killed.child, 'close');
    expect(isRunning(killed.pid)).toBe(true);
    const server = await start();
    expect(commandOf(killed.pid)).toBe('');
    expect(await ask(server.urls['cards'], 'SELECT max(id) AS id FROM kept')).toEqual([{ id: 3 }]);
    await server.stop();
    expect(serving(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('is refused to a second process in one sentence, and free again when the first one stops', async () => {
    const first = await host(dataDir);
    const second = await host(dataDir);
    expect(second.error).toMatch(
      new RegExp(`in use by process ${first.child.pid}: stop that one, or set LONGBOX_DATA_DIR`),
    );
    expect(await sentenceOf(discardLocalPostgres(dataDir))).toMatch(/in use by process/);
    first.child.kill('SIGTERM');
    await once(first.child, 'close');
    expect(first.child.exitCode).toBe(0);
    expect(serving(join(dataDir, 'postgres'))).toEqual([]);
    const third = await start();
    await third.stop();
  });

  it('goes to exactly one of several processes that start together after a kill', async () => {
    const killed = await host(dataDir);
    killed.child.kill('SIGKILL');
    await once(killed.child, 'close');
    const together = await Promise.all(Array.from({ length: 4 }, () => host(dataDir)));
    const [winner, ...others] = together.filter(({ error }) => error === undefined);
    expect(others).toEqual([]);
    expect(await ask(winner?.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    winner?.child.kill('SIGTERM');
    await gone(() => together.some(({ child }) => child.exitCode === null), 10_000);
    expect(together.map(({ child }) => child.exitCode).sort((a, b) => (a ?? 9) - (b ?? 9))).toEqual([
      0, 1, 1, 1,
    ]);
  });

  it('does not cost another process its life whose number an old pid file holds', async () => {
    const bystander = spawn('sleep', ['60']);
    children.push(bystander);
    writeFileSync(
      join(dataDir, 'postgres/data/postmaster.pid'),
      `${bystander.pid}\n${join(dataDir, 'postgres/data')}\n1700000000\n5432\n\n127.0.0.1\n`,
    );
    const server = await start();
    await server.stop();
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
  });

  it('that is damaged is named, with what to do', async () => {
    const damaged = join(root, 'damaged');
    await (await start({ dataDir: damaged })).stop();
    writeFileSync(join(damaged, 'postgres/data/global/pg_control'), 'rubbish');
    expect(await sentenceOf(start({ dataDir: damaged }))).toMatch(
      /data folder .*damaged.* cannot be used .*restore it from a copy, or move it away/,
    );
    writeFileSync(join(damaged, 'postgres/data/PG_VERSION'), '17\n');
    expect(await sentenceOf(start({ dataDir: damaged }))).toMatch(/another version of PostgreSQL/);
  });

  it('that cannot be made is named, with what to do', async () => {
    writeFileSync(join(root, 'file'), '');
    expect(await sentenceOf(start({ dataDir: join(root, 'file/data') }))).toMatch(
      /not a folder is in the way; remove it, or set LONGBOX_DATA_DIR/,
    );
    rmSync(join(root, 'file'));
  });

  it('is discarded with the server that a killed process left on it', async () => {
    const discarded = join(root, 'discarded');
    const killed = await host(discarded);
    killed.child.kill('SIGKILL');
    await once(killed.child, 'close');
    await discardLocalPostgres(discarded);
    expect(commandOf(killed.pid)).toBe('');
    expect(readdirSync(discarded)).toEqual([]);
  });
});

describe('a port', () => {
  it('that was asked for and is taken is named', async () => {
    const holder = createServer();
    holder.listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    expect(await sentenceOf(start({ port }))).toMatch(new RegExp(`Port ${port} .* is taken`));
    holder.close();
  });

  it('of the last time that is taken gives way to another', async () => {
    const first = await start();
    await first.stop();
    const holder = createServer();
    holder.listen(first.port, '127.0.0.1');
    await once(holder, 'listening');
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(await ask(second.urls['cards'], 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    holder.close();
  });
});
