import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a look-up for each row of what an import derives in the same transaction from the very rows that it would look up (words of cards and printings, prices
 * of printings) took a tenth of its time. These tables hold nothing of their own, and printings and cards are never deleted; what refers to
 * them otherwise (`prints`, `products`) is held to it as before. Locks the three tables for milliseconds; the previous release runs on the new schema.
 */
export class DerivedRows1796000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table] of DERIVED) {
      // Looked for, because a table that took another one's place could not take the names of its constraints.
      const keys: { name: string }[] = await runner.query(
        `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f'`,
        [table],
      );
      for (const { name } of keys) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column, owner] of DERIVED)
      await runner.query(
        `ALTER TABLE ${table} ADD FOREIGN KEY (${column}) REFERENCES ${owner} (id) ON DELETE CASCADE`,
      );
  }
}

const DERIVED = [
  ['print_search', 'print_id', 'prints'],
  ['card_search', 'card_id', 'cards'],
  ['observed_prices', 'print_id', 'prints'],
] as const;
