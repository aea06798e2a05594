import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a search for whole names that are like a query looked at every name that has three in ten of its trigrams, thousands of them, to keep those that
 * are 0.45 like it. PostgreSQL takes how like they must be from a setting, which a function brings along; half as many names are looked at then. Locks
 * nothing; the previous release runs on it.
 */
export class NamesLike1796000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Loads the extension: only then is its setting known, and everybody's to set.
    await runner.query('SELECT show_limit()');
    // `lightningbolt` is 0.7 of `lightning bolt`.
    await runner.query(`
      CREATE FUNCTION catalog_names_like(typed text, most integer) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE
      SET pg_trgm.similarity_threshold = '0.45' AS $$
        SELECT card_id FROM card_search WHERE name % typed ORDER BY similarity(name, typed) DESC, card_id LIMIT most $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION catalog_names_like');
  }
}
