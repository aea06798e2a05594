import type { Database } from './database.ts';

/**
 * The statements that keep a table's rows to their store: row-level security, forced on the owner too, with one policy for everything.
 * Where the connection is bound to no store, nothing is seen and nothing can be written.
 */
export function tenantPolicy(table: string): string[] {
  if (!/^[a-z_][a-z0-9_]*$/.test(table)) throw new TypeError(`not a table's name: ${table}`);
  const own = `tenant_id = nullif(current_setting('longbox.tenant_id', true), '')::uuid`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY own_store ON ${table} USING (${own}) WITH CHECK (${own})`,
  ];
}

/** A role for which row-level security does not hold. */
export class UnsafeRole extends Error {
  override readonly name = 'UnsafeRole';
}

/** Throws `UnsafeRole` when the role could see every store's rows whatever the policies say. */
export async function assertOrdinaryRole(database: Database): Promise<void> {
  const [role] = await database.systemTransaction((tx) =>
    tx.query<{ name: string; unsafe: boolean }[]>(
      'SELECT rolname AS name, rolsuper OR rolbypassrls AS unsafe FROM pg_roles WHERE rolname = current_user',
    ),
  );
  if (role?.unsafe)
    throw new UnsafeRole(
      `the ${database.name} database is used by the role ${role.name}, which row-level security does not bind; ` +
        `give ${database.name.toUpperCase()}_DATABASE_URL a role with NOSUPERUSER NOBYPASSRLS that owns the database`,
    );
}

/**
 * The tables with a column `tenant_id` on which row-level security is not forced, or has no policy: what a migration forgot. Tables of the
 * infrastructure (outbox, inbox) are among them, since they are read for all stores.
 */
export async function tablesWithoutRowSecurity(database: Database): Promise<readonly string[]> {
  const rows = await database.systemTransaction((tx) =>
    tx.query<{ table: string }[]>(
      `SELECT c.relname AS "table"
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
          AND a.attname = 'tenant_id' AND NOT a.attisdropped
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid))
        ORDER BY c.relname`,
    ),
  );
  return rows.map(({ table }) => table);
}

/**
 * The stores of which the connection sees a row while it is bound to none: with an ordinary role those that are named in tables of the
 * infrastructure, with one that row-level security does not bind all there are. A list that may be short of some, for checks and repairs.
 */
export async function storesIn(database: Database): Promise<readonly string[]> {
  const open = await database.systemTransaction((tx) =>
    tx.query<{ table: string }[]>(
      `SELECT c.relname AS "table"
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
          AND a.attname = 'tenant_id' AND NOT a.attisdropped AND NOT row_security_active(c.oid)
        ORDER BY c.relname`,
    ),
  );
  if (open.length === 0) return [];
  const named = open.map(({ table }) => `SELECT tenant_id FROM "${table}" WHERE tenant_id IS NOT NULL`);
  const rows = await database.systemTransaction((tx) =>
    tx.query<{ id: string }[]>(
      `SELECT DISTINCT tenant_id::text AS id FROM (${named.join(' UNION ')}) named ORDER BY 1`,
    ),
  );
  return rows.map(({ id }) => id);
}
