import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrate, openDatabase, type Database, type DatabaseOptions } from '@longbox/postgres';

export type TestDatabaseOptions = Pick<DatabaseOptions, 'entities' | 'migrations' | 'poolSize'>;

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** The same database as a superuser, whom row-level security does not bind. */
  readonly superuserUrl: string;
  /** Closes the database and drops it. */
  dispose(): Promise<void>;
}

/**
 * A fresh, migrated database for one test file. The migrations are run once for all files, into a template that is then copied, since a
 * copy takes a few milliseconds.
 */
export async function testDatabase(name: string, options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { database, url, superuserUrl, drop } = await openCopy(name, options);
  return {
    database,
    url,
    superuserUrl,
    async dispose() {
      try {
        await database.close();
      } finally {
        await drop();
      }
    },
  };
}

/** The URL of a fresh, empty database for a test that opens it itself; `drop` removes it. */
export async function emptyDatabase(
  name: string,
): Promise<{ url: string; superuserUrl: string; drop: () => Promise<void> }> {
  const copy = copyName(name);
  await administer((admin) => admin.query(`CREATE DATABASE ${copy} OWNER longbox`));
  return { ...urlsOf(copy), drop: () => dropDatabase(copy) };
}

/** A copy of a database to which nobody is connected, for a test that spoils it; `drop` removes the copy. */
export async function copyOfDatabase(
  url: string,
): Promise<{ url: string; superuserUrl: string; drop: () => Promise<void> }> {
  const name = new URL(url).pathname.slice(1);
  const copy = copyName('copy');
  await administer((admin) => admin.query(`CREATE DATABASE ${copy} TEMPLATE ${name} OWNER longbox`));
  return { ...urlsOf(copy), drop: () => dropDatabase(copy) };
}

async function openCopy(name: string, options: TestDatabaseOptions) {
  const template = templateName(name, options);
  const copy = copyName(name);
  await administer(async (admin) => {
    // Test files run side by side: the first one makes the template, the others wait for it.
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      template,
    ]);
    if (found.rowCount === 0) await makeTemplate(admin, template, name, options);
    await admin.query(`CREATE DATABASE ${copy} TEMPLATE ${template} OWNER longbox`);
  });
  const urls = urlsOf(copy);
  const database = await openDatabase({ ...options, name, url: urls.url });
  return { database, ...urls, drop: () => dropDatabase(copy) };
}

async function makeTemplate(
  admin: pg.Client,
  template: string,
  name: string,
  options: TestDatabaseOptions,
): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${template} OWNER longbox`);
  const database = await openDatabase({ ...options, name, url: urlsOf(template).url });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  await admin.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
}

function templateName(name: string, { migrations = [] }: TestDatabaseOptions): string {
  const source = migrations.map((migration) => `${migration.name}${String(migration)}`).join('\n');
  return `template_${plain(name)}_${createHash('sha256').update(source).digest('hex').slice(0, 12)}`;
}

let copies = 0;

function copyName(name: string): string {
  copies += 1;
  return `test_${plain(name)}_${process.pid}_${Date.now().toString(36)}_${copies}`;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');

function urlsOf(database: string): { url: string; superuserUrl: string } {
  const on = (base: string) => Object.assign(new URL(base), { pathname: `/${database}` }).href;
  return { url: on(variable('LONGBOX_TEST_URL')), superuserUrl: on(variable('LONGBOX_TEST_SUPERUSER_URL')) };
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: integration tests run through jest's project "integration"`);
  return value;
}

async function dropDatabase(name: string): Promise<void> {
  await administer((admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
}

async function administer(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: variable('LONGBOX_TEST_SUPERUSER_URL') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
