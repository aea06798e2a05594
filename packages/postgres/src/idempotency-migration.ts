import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantPolicy } from './row-security.ts';

/**
 * Why: mutations that a client sends again must answer the same and do nothing more (`claimKey`).
 * Locks: nothing that exists; the table is new. On a big database: at once, the table is empty.
 * The previous release does not know the table and runs on.
 */
export class IdempotencyKeys1790000000200 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1790000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        tenant_id uuid NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
        input_hash bytea NOT NULL,
        result jsonb,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, key)
      )`);
    await runner.query('CREATE INDEX idempotency_keys_age ON idempotency_keys (tenant_id, created_at)');
    for (const statement of tenantPolicy('idempotency_keys')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
