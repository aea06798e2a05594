import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { LocalPostgresFailed, folderProblem } from './errors.ts';
import { takeProcessFile } from './process-file.ts';
import { runAs, type RunAs } from './run-as.ts';
import { initialiseFiles, startServer, stopOrphan, stopServer } from './server.ts';

export interface LocalPostgresOptions {
  /** Everything is kept below this folder; it is made when it is missing. */
  readonly dataDir: string;
  /** Databases to have; those that are missing are made, each owned by the ordinary role `longbox`. */
  readonly databases: readonly string[];
  /** Server settings on top of those for a small machine. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onProgress?: (line: string) => void;
}

export interface LocalPostgres {
  /** Database → URL for the role `longbox`, which row-level security binds. */
  readonly urls: Readonly<Record<string, string>>;
  /** URL of the superuser on the database `postgres`: for tests and repairs. */
  readonly superuserUrl: string;
  stop(): Promise<void>;
}

interface Secrets {
  readonly superuser: string;
  readonly owner: string;
  readonly port?: number;
}

/** For a machine that does other things too. Commits are durable: what a checkout was told must survive a power cut. */
const SMALL_MACHINE = {
  shared_buffers: '256MB',
  max_connections: '200',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  timezone: 'UTC',
  jit: 'off',
};

/**
 * Starts the machine's own PostgreSQL on a data folder, the first time with new files. A server that a killed process left behind is
 * stopped first; a folder that another running process uses is refused. Throws `LocalPostgresFailed` with one sentence.
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const folder = join(resolve(options.dataDir), 'postgres');
  const say = options.onProgress ?? (() => undefined);
  const release = occupy(folder);
  try {
    const as = runAs(folder);
    const files = join(folder, 'data');
    const secrets = readSecrets(folder);
    if (!existsSync(join(files, 'PG_VERSION'))) {
      say('making a new PostgreSQL data folder');
      await makeFiles(folder, files, as, secrets.superuser);
    }
    await stopOrphan(files);
    const port = await freePort(secrets.port);
    writeSecrets(folder, { ...secrets, port });
    const superuserUrl = `postgres://postgres:${secrets.superuser}@127.0.0.1:${port}/postgres`;
    const settings = { ...SMALL_MACHINE, ...options.settings };
    const server = await startServer({
      files,
      log: join(folder, 'server.log'),
      port,
      superuserUrl,
      as,
      settings,
    });
    await makeDatabases(superuserUrl, secrets.owner, options.databases);
    return {
      urls: Object.fromEntries(
        options.databases.map((name) => [
          name,
          `postgres://longbox:${secrets.owner}@127.0.0.1:${port}/${name}`,
        ]),
      ),
      superuserUrl,
      async stop() {
        await stopServer(server);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Takes the folder for this process. Throws when another one has it or it cannot be written. */
function occupy(folder: string): () => void {
  const file = join(folder, 'process.json');
  let holder: number | null;
  try {
    mkdirSync(folder, { recursive: true });
    holder = takeProcessFile(file);
  } catch (cause) {
    throw folderProblem(folder, cause);
  }
  if (holder !== null)
    throw new LocalPostgresFailed(
      `The data folder ${folder} is in use by process ${holder}: stop that one, or set LONGBOX_DATA_DIR to another folder.`,
    );
  return () => rmSync(file, { force: true });
}

function readSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
    } catch (cause) {
      throw new LocalPostgresFailed(
        `${file} is damaged: restore it from a copy, or move ${folder} away to begin with an empty store.`,
        { cause },
      );
    }
  }
  if (existsSync(join(folder, 'data', 'PG_VERSION')))
    throw new LocalPostgresFailed(
      `${file} is missing: restore it from a copy, or move ${folder} away to begin with an empty store.`,
    );
  const secret = () => randomBytes(24).toString('base64url');
  const secrets = { superuser: secret(), owner: secret() };
  writeSecrets(folder, secrets);
  return secrets;
}

function writeSecrets(folder: string, secrets: Secrets): void {
  const file = join(folder, 'secrets.json');
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Made aside and then moved into place, so that an interrupted first start leaves nothing half made. */
async function makeFiles(folder: string, files: string, as: RunAs, password: string): Promise<void> {
  const making = join(folder, 'data.new');
  const passwordFile = join(folder, 'password');
  try {
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    const owner = as.uid ?? ownerIn(as.prefix);
    if (owner !== undefined)
      for (const path of [making, passwordFile]) chownSync(path, owner, as.gid ?? owner);
    if (owner !== undefined) chmodSync(folder, 0o755);
    await initialiseFiles(making, as, passwordFile);
    renameSync(making, files);
  } catch (cause) {
    throw cause instanceof LocalPostgresFailed ? cause : folderProblem(folder, cause);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function ownerIn(prefix: readonly string[]): number | undefined {
  const found = prefix.find((part) => part.startsWith('--reuid='));
  return found === undefined ? undefined : Number(found.slice('--reuid='.length));
}

/** The port of the last time when it is free, so that a URL written down stays good; any free one otherwise. */
async function freePort(wanted = 0): Promise<number> {
  const probe = createServer();
  const taken = await new Promise<boolean>((done) => {
    probe.once('error', () => done(true));
    probe.listen(wanted, '127.0.0.1', () => done(false));
  });
  if (taken) return freePort();
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function makeDatabases(
  superuserUrl: string,
  password: string,
  databases: readonly string[],
): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'longbox'");
    if (role.rowCount === 0)
      await client.query(
        `CREATE ROLE longbox LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${pg.escapeLiteral(password)}`,
      );
    const present = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const names = new Set(present.rows.map(({ datname }) => datname));
    for (const name of databases.filter((each) => !names.has(each)))
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER longbox`);
  } finally {
    await client.end();
  }
}
