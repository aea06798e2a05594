import type { Database } from '@longbox/postgres';

/**
 * Vacuums those of the search's tables of whose pages PostgreSQL knows hardly any to be whole for everybody: after an upgrade that wrote them anew, or when they were
 * restored. An index alone answers only for pages that are, and autovacuum does not come for a table that only was written anew. A second for a million variants.
 */
export async function vacuumSearch(database: Database): Promise<void> {
  await database.system(async (connection) => {
    const tables = await connection.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class WHERE oid = ANY ('{product_search,product_ranks,card_search}'::regclass[])
         AND relallvisible < pg_relation_size(oid) / current_setting('block_size')::int / 2`,
    );
    for (const { name } of tables) await connection.query(`VACUUM (ANALYZE, SKIP_LOCKED) ${name}`);
  });
}
