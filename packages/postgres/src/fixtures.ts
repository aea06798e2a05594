import type { EntityManager, QueryRunner } from 'typeorm';
import { newId } from '@longbox/ids';
import type { Database, MigrationClass } from './index.ts';
import { tenantPolicy } from './index.ts';

/** A table of rows that belong to stores, for the tests of this package. */
export const Notes1700000000000: MigrationClass = class Notes1700000000000 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE notes (
         tenant_id uuid NOT NULL,
         id int CONSTRAINT id_positive CHECK (id > 0),
         text text NOT NULL,
         CONSTRAINT one_id_in_a_store UNIQUE (tenant_id, id)
       )`,
    );
    for (const statement of tenantPolicy('notes')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes');
  }
};

export function insertNote(tx: EntityManager, store: string, id: number, text: string): Promise<unknown> {
  return tx.query('INSERT INTO notes (tenant_id, id, text) VALUES ($1, $2, $3)', [store, id, text]);
}

/** Every text that a store sees, by a statement that names no store. */
export async function textsOf(database: Database, store: string): Promise<readonly string[]> {
  const rows = await database.read(store, (tx) =>
    tx.query<{ text: string }[]>('SELECT text FROM notes ORDER BY text'),
  );
  return rows.map(({ text }) => text);
}

/** Ends the connections of this database whose application name ends so, as a restart of the server or an operator would. */
export async function cutConnections(database: Database, suffix: string): Promise<number> {
  const cut = await database.read(newId(), (tx) =>
    tx.query<unknown[]>(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE '%' || $1`,
      [suffix],
    ),
  );
  return cut.length;
}
