import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: what a list comes to was counted anew for each who opened it, though most lists of most stores stay what they are for minutes. PostgreSQL tells, when a
 * transaction is committed, of which store it changed products that lists are made of: processes keep what they counted until then. Prices change without
 * a word, since they stand in rows of their own.
 *
 * Locks each table for a moment. The previous release runs on the new schema.
 */
export class SearchChanges1796000001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

const EVENTS = [
  ['INSERT', 'NEW'],
  ['UPDATE', 'NEW'],
  ['DELETE', 'OLD'],
] as const;

/** Rows of a store; a transaction that writes none (a stock that leaves a product in stock) tells nothing. */
const OF_A_STORE = ['product_search', 'product_categories', 'categories'];
/** Texts of cards, the same for all stores. */
const OF_ALL = ['card_search', 'print_search'];

const UP = [
  `CREATE FUNCTION catalog_tell_changes() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (SELECT FROM changed) THEN
       PERFORM pg_notify('catalog_search_changes', coalesce(current_setting('longbox.tenant_id', true), ''));
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE FUNCTION catalog_tell_change_of_all() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     PERFORM pg_notify('catalog_search_changes', '');
     RETURN NULL;
   END $$`,
  ...OF_A_STORE.flatMap((table) =>
    EVENTS.map(
      ([event, rows]) => `CREATE TRIGGER tell_changes_${event.toLowerCase()} AFTER ${event} ON ${table}
        REFERENCING ${rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION catalog_tell_changes()`,
    ),
  ),
  ...OF_ALL.map(
    (table) => `CREATE TRIGGER tell_changes AFTER INSERT OR UPDATE OR DELETE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION catalog_tell_change_of_all()`,
  ),
];

const DOWN = [
  ...OF_ALL.map((table) => `DROP TRIGGER tell_changes ON ${table}`),
  ...OF_A_STORE.flatMap((table) =>
    EVENTS.map(([event]) => `DROP TRIGGER tell_changes_${event.toLowerCase()} ON ${table}`),
  ),
  'DROP FUNCTION catalog_tell_changes, catalog_tell_change_of_all',
];
