import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: partners' keys and the operations that are registered for them, shared by all gateways of an installation. They belong to the
 * installation and are read before it is known which store a caller is in, so there is no row-level security here; a key names its store.
 * Every writer raises `registry.revision` in its transaction and stamps what it changes with it: the row's lock puts writers in a row, so
 * that a gateway that has seen a revision has seen every earlier one.
 * Locks: nothing that exists. On a big table: all are new. The previous release does not know them.
 */
export class Registry1796000000000 implements MigrationInterface {
  readonly name = 'Registry1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE registry (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        revision bigint NOT NULL DEFAULT 0
      )`);
    await runner.query('INSERT INTO registry DEFAULT VALUES');
    await runner.query(`
      CREATE TABLE api_keys (
        id text PRIMARY KEY CHECK (id ~ '^[a-z0-9]{6,32}$'),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
        hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
        store text NOT NULL,
        scopes text[] NOT NULL,
        channels text[] NOT NULL,
        cost_per_minute integer CHECK (cost_per_minute > 0),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3)
      )`);
    // What stands for a key of the stores file too, which has no row above.
    await runner.query(`
      CREATE TABLE key_states (
        key_id text PRIMARY KEY,
        revoked_at timestamptz(3),
        registered_at timestamptz(3),
        revision bigint NOT NULL
      )`);
    await runner.query('CREATE INDEX key_states_revision ON key_states (revision)');
    await runner.query(`
      CREATE TABLE key_uses (
        key_id text PRIMARY KEY,
        last_used_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE registered_operations (
        key_id text NOT NULL REFERENCES key_states (key_id),
        id text NOT NULL,
        name text NOT NULL,
        type text NOT NULL CHECK (type IN ('query', 'mutation', 'subscription')),
        body text NOT NULL,
        PRIMARY KEY (key_id, id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE registered_operations, key_uses, key_states, api_keys, registry');
  }
}
