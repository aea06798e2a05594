import pg from 'pg';

/** The role that owns the databases: an ordinary one, which row-level security binds. */
export const OWNER = 'longbox';

/** Makes what is missing of the role and the databases. The password is set anew when the secrets were. */
export async function makeDatabases(
  superuserUrl: string,
  password: string,
  databases: readonly string[],
): Promise<void> {
  const client = new pg.Client({
    connectionString: superuserUrl,
    ssl: false,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect();
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    const verb = role.rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(
      `${verb} ROLE ${OWNER} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD ${pg.escapeLiteral(password)}`,
    );
    const present = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const names = new Set(present.rows.map(({ datname }) => datname));
    for (const name of databases.filter((each) => !names.has(each)))
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
