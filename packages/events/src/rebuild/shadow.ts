import type { EntityManager } from 'typeorm';
import type { Database } from '@longbox/postgres';

/** A table whose rows something beside its consumer depends on, so that another one cannot take its place. */
export class NotSwappable extends Error {
  override readonly name = 'NotSwappable';
}

/** Blocks of a table copied by one statement: some 40 MB, a second or two, well within what a statement may take. */
const BLOCKS_AT_ONCE = 5_000;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Where the shadows of a consumer's tables stand: a schema of its own, so that tables and indexes have the names of the live ones. */
export function shadowSchema(consumer: string): string {
  return `rebuild_${consumer.replaceAll(/[^a-z0-9]/gi, '_')}`;
}

/**
 * Makes empty tables of the same shape as the live ones in the schema: columns, defaults, checks, keys, indexes, storage settings, grants
 * and row policies. Row-level security binds the owner only after `guardShadow`. What an earlier rebuild left is removed. Throws
 * `NotSwappable`.
 */
export async function makeShadow(
  tx: EntityManager,
  schema: string,
  tables: readonly string[],
): Promise<void> {
  await dropShadow(tx, schema);
  await tx.query(`CREATE SCHEMA ${quoted(schema)}`);
  for (const table of tables) {
    await assertSwappable(tx, table);
    const shadow = `${quoted(schema)}.${quoted(table)}`;
    await tx.query(`CREATE TABLE ${shadow} (LIKE ${quoted(table)} INCLUDING ALL EXCLUDING INDEXES)`);
    for (const statement of await likeness(tx, table, shadow)) await tx.query(statement);
  }
}

export async function dropShadow(tx: EntityManager, schema: string): Promise<void> {
  await tx.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
}

async function assertSwappable(tx: EntityManager, table: string): Promise<void> {
  const [found]: { problem: string | null }[] = await tx.query(
    `SELECT CASE
       WHEN to_regclass($1) IS NULL THEN 'is not there'
       WHEN EXISTS (SELECT FROM pg_constraint WHERE confrelid = to_regclass($1) AND contype = 'f') THEN 'is referenced by another table'
       WHEN EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass($1) AND NOT tgisinternal) THEN 'has triggers'
       WHEN EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass($1) AND attidentity <> '') THEN 'numbers its own rows'
       WHEN EXISTS (SELECT FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid WHERE d.refobjid = to_regclass($1)) THEN 'has a view'
     END AS problem`,
    [quoted(table)],
  );
  if (found?.problem) throw new NotSwappable(`${table} cannot be swapped: it ${found.problem}`);
}

/** The statements that give a shadow what `LIKE` leaves out, under the names that the live table has for them. */
async function likeness(tx: EntityManager, table: string, shadow: string): Promise<string[]> {
  const rows: { statement: string }[] = await tx.query(
    `WITH live AS (SELECT * FROM pg_class WHERE oid = to_regclass($1))
     SELECT statement FROM (
       SELECT 1 AS place, format('ALTER TABLE %s ADD CONSTRAINT %I %s', $2::text, conname, pg_get_constraintdef(c.oid)) AS statement
       FROM pg_constraint c JOIN live ON live.oid = c.conrelid WHERE c.contype IN ('p', 'u', 'x', 'f')
       UNION ALL
       SELECT 2, regexp_replace(pg_get_indexdef(i.indexrelid), ' ON (ONLY )?\\S+ USING ', ' ON ' || $2::text || ' USING ')
       FROM pg_index i JOIN live ON live.oid = i.indrelid
       WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
       UNION ALL
       SELECT 3, format('ALTER TABLE %s SET (%s)', $2::text, array_to_string(reloptions, ', '))
       FROM live WHERE reloptions IS NOT NULL
       UNION ALL
       SELECT 4, format('GRANT %s ON %s TO %s', a.privilege_type, $2::text,
         CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
       FROM live CROSS JOIN LATERAL aclexplode(live.relacl) a WHERE a.grantee <> live.relowner
       UNION ALL
       SELECT 5, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', $2::text) FROM live WHERE relrowsecurity
       UNION ALL
       SELECT 6, format('CREATE POLICY %I ON %s AS %s FOR %s TO %s%s%s', p.policyname, $2::text, p.permissive, p.cmd,
         (SELECT string_agg(CASE WHEN r = 'public' THEN 'PUBLIC' ELSE quote_ident(r) END, ', ') FROM unnest(p.roles) r),
         coalesce(' USING (' || p.qual || ')', ''), coalesce(' WITH CHECK (' || p.with_check || ')', ''))
       FROM pg_policies p JOIN live ON live.relname = p.tablename AND live.relnamespace = p.schemaname::regnamespace
       WHERE p.policyname <> $3
     ) statements ORDER BY place`,
    [quoted(table), shadow, COPY_POLICY],
  );
  return rows.map(({ statement }) => statement);
}

const COPY_POLICY = 'longbox_rebuild_copies';

/** Tables on which row-level security is forced, among those named. */
async function forcedAmong(tx: EntityManager, tables: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { relname: string }[] = await tx.query(
    `SELECT relname FROM pg_class
     WHERE relforcerowsecurity AND relnamespace = current_schema()::regnamespace AND relname = ANY ($1)`,
    [tables],
  );
  return new Set(rows.map(({ relname }) => relname));
}

/**
 * Copies what the live tables hold now, of all stores. For the time of it a policy lets this one transaction read past the stores'; taking
 * it on and off needs the table for a moment.
 */
export async function copyToShadow(
  database: Database,
  schema: string,
  tables: readonly string[],
): Promise<void> {
  const forced = await database.systemTransaction((tx) => forcedAmong(tx, tables));
  const policies = (statement: (table: string) => string) =>
    database.systemTransaction(async (tx) => {
      for (const table of forced) await tx.query(statement(quoted(table)));
    });
  await policies(
    (table) =>
      `CREATE POLICY ${COPY_POLICY} ON ${table} FOR SELECT USING (current_setting('longbox.rebuild', true) = 'copies')`,
  );
  try {
    await database.systemTransaction(async (tx) => {
      // One snapshot for all of it: a row that moves meanwhile would be missed by the next statement.
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await tx.query(`SELECT set_config('longbox.rebuild', 'copies', true)`);
      for (const table of tables) await copy(tx, schema, table);
    });
  } finally {
    await database.systemTransaction(closeCopies);
  }
}

/** Takes the policies off that let a copy be made; those of a process that was killed meanwhile too. */
export async function closeCopies(tx: EntityManager): Promise<void> {
  const rows: { table: string }[] = await tx.query(
    'SELECT polrelid::regclass::text AS "table" FROM pg_policy WHERE polname = $1',
    [COPY_POLICY],
  );
  for (const { table } of rows) await tx.query(`DROP POLICY ${COPY_POLICY} ON ${table}`);
}

async function copy(tx: EntityManager, schema: string, table: string): Promise<void> {
  const [size]: { blocks: number }[] = await tx.query(
    `SELECT (pg_relation_size(to_regclass($1)) / current_setting('block_size')::int)::int AS blocks`,
    [quoted(table)],
  );
  for (let from = 0; from < (size?.blocks ?? 0); from += BLOCKS_AT_ONCE)
    await tx.query(
      `INSERT INTO ${quoted(schema)}.${quoted(table)}
       SELECT * FROM ${quoted(table)} WHERE ctid >= '(${from},0)' AND ctid < '(${from + BLOCKS_AT_ONCE},0)'`,
    );
}

/** Binds the owner to the shadows' policies as it is bound to those of the live tables. */
export async function guardShadow(
  tx: EntityManager,
  schema: string,
  tables: readonly string[],
): Promise<void> {
  for (const table of await forcedAmong(tx, tables))
    await tx.query(`ALTER TABLE ${quoted(schema)}.${quoted(table)} FORCE ROW LEVEL SECURITY`);
}

/** Lets nobody write the live tables until the transaction ends; they can be read. */
export async function holdWriters(tx: EntityManager, tables: readonly string[]): Promise<void> {
  await tx.query(`LOCK TABLE ${tables.map(quoted).join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
}

/**
 * Puts the shadows in the place of the live tables, which are removed, and answers the stores that either has rows of. Rows of the live
 * ones that meet a condition of `keep` come along where the shadow has none of their key.
 */
export async function swap(
  tx: EntityManager,
  schema: string,
  tables: readonly string[],
  keep: Readonly<Record<string, string>>,
): Promise<string[]> {
  const stores = new Set<string>();
  await tx.query(`LOCK TABLE ${tables.map(quoted).join(', ')} IN ACCESS EXCLUSIVE MODE`);
  const forced = await forcedAmong(tx, tables);
  const [home]: { name: string }[] = await tx.query('SELECT current_schema() AS name');
  const old = quoted(`${schema}_old`);
  await tx.query(`DROP SCHEMA IF EXISTS ${old} CASCADE`);
  await tx.query(`CREATE SCHEMA ${old}`);
  for (const table of tables) {
    const live = quoted(table);
    const shadow = `${quoted(schema)}.${live}`;
    // Nobody else sees this: both are locked, and the shadow is guarded again before the end.
    if (forced.has(table))
      for (const each of [live, shadow]) await tx.query(`ALTER TABLE ${each} NO FORCE ROW LEVEL SECURITY`);
    const condition = keep[table];
    if (condition !== undefined)
      await tx.query(`INSERT INTO ${shadow} SELECT * FROM ${live} WHERE ${condition} ON CONFLICT DO NOTHING`);
    for (const store of await storesOf(tx, table, shadow)) stores.add(store);
    if (forced.has(table)) await tx.query(`ALTER TABLE ${shadow} FORCE ROW LEVEL SECURITY`);
    await tx.query(`ALTER TABLE ${live} SET SCHEMA ${old}`);
    await tx.query(`ALTER TABLE ${shadow} SET SCHEMA ${quoted(home?.name ?? 'public')}`);
  }
  await tx.query(`DROP SCHEMA ${old} CASCADE`);
  await dropShadow(tx, schema);
  return [...stores].toSorted();
}

async function storesOf(tx: EntityManager, table: string, shadow: string): Promise<string[]> {
  const [column]: unknown[] = await tx.query(
    `SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = 'tenant_id' AND NOT attisdropped`,
    [quoted(table)],
  );
  if (column === undefined) return [];
  const rows: { id: string }[] = await tx.query(
    `SELECT tenant_id::text AS id FROM ${quoted(table)} UNION SELECT tenant_id::text FROM ${shadow}`,
  );
  return rows.map(({ id }) => id);
}
