import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: for each printing that an import writes PostgreSQL looked up its card and its set and locked both rows, a tenth of the time of the process that the import
 * waits for. The import has looked them up itself or written them in the same transaction, it is the only one that writes printings, and
 * neither cards nor sets are ever deleted; what stores sell is held to its printing as before. Locks `prints`, `cards` and `card_sets` for milliseconds; the
 * previous release runs on the new schema.
 */
export class PrintReferences1796000001300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { name } of REFERENCES) await runner.query(`ALTER TABLE prints DROP CONSTRAINT ${name}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name, column, table } of REFERENCES)
      await runner.query(
        `ALTER TABLE prints ADD CONSTRAINT ${name} FOREIGN KEY (${column}) REFERENCES ${table} (id)`,
      );
  }
}

const REFERENCES = [
  { name: 'prints_card_id_fkey', column: 'card_id', table: 'cards' },
  { name: 'prints_set_id_fkey', column: 'set_id', table: 'card_sets' },
] as const;
