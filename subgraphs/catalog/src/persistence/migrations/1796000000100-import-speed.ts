import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a file of 120,000 printings spent most of its time in the database: on regular expressions over texts, on looking up the game of each row, and on
 * three rows of prices for each printing. Texts of ASCII letters and the usual marks are normalised by a shorter way to the same result; a
 * printing's prices stand in one row; a printing's game is that of its card and is not looked up.
 *
 * Locks `prints` for milliseconds and `observed_prices` while its rows are put together, some seconds for a million prices. The previous release
 * answers queries on the new schema; an import that it runs fails, and is taken up by this one.
 */
export class ImportSpeed1796000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

/** What catalog_normalise was, under a name of its own: right for every text, and slow. */
const ANY_TEXT = String.raw`CREATE FUNCTION catalog_normalise_any(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN btrim(regexp_replace(
    regexp_replace(
      lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC))), '[''’‘ʼ${'`'}´]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u2190-\u2bff\u3000-\u303f]+', ' ', 'g'))`;

/**
 * Dashes, quotes, bullets and ellipses become blanks and apostrophes nothing; what is ASCII then (as many bytes as characters) needs
 * nothing but lower case and blanks. Everything else goes the long way.
 */
const SHORT_CUT = String.raw`CREATE OR REPLACE FUNCTION catalog_normalise(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN CASE WHEN octet_length(translate(value, '—–−“”•…’‘', '       ')) = char_length(translate(value, '—–−“”•…’‘', '       '))
    THEN btrim(regexp_replace(lower(translate(value, '—–−“”•…''’‘${'`'}', '       ')), '[^a-z0-9]+', ' ', 'g'))
    ELSE public.catalog_normalise_any(value) END`;

const UP = [
  ANY_TEXT,
  SHORT_CUT,
  'ALTER TABLE prints DROP CONSTRAINT prints_game_id_fkey',
  'ALTER TABLE observed_prices RENAME TO observed_prices_apart',
  `CREATE TABLE observed_prices (
    print_id uuid PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE,
    -- "source finish currency" → [market, low or null], in minor units.
    prices jsonb NOT NULL
  )`,
  `INSERT INTO observed_prices (print_id, prices)
   SELECT print_id, jsonb_object_agg(concat_ws(' ', source, finish, currency), jsonb_build_array(market_minor, low_minor))
   FROM observed_prices_apart GROUP BY print_id`,
  'DROP TABLE observed_prices_apart',
];

const DOWN = [
  'ALTER TABLE observed_prices RENAME TO observed_prices_together',
  `CREATE TABLE observed_prices (
    print_id uuid NOT NULL REFERENCES prints (id) ON DELETE CASCADE,
    source text NOT NULL,
    finish text NOT NULL,
    currency text NOT NULL,
    market_minor integer NOT NULL,
    low_minor integer,
    PRIMARY KEY (print_id, source, finish, currency)
  )`,
  `INSERT INTO observed_prices
   SELECT print_id, split_part(k, ' ', 1), split_part(k, ' ', 2), split_part(k, ' ', 3), (v ->> 0)::integer, (v ->> 1)::integer
   FROM observed_prices_together, jsonb_each(prices) AS e(k, v)`,
  'DROP TABLE observed_prices_together',
  'ALTER TABLE prints ADD FOREIGN KEY (game_id) REFERENCES games (id)',
  ANY_TEXT.replace('CREATE FUNCTION catalog_normalise_any', 'CREATE OR REPLACE FUNCTION catalog_normalise'),
  'DROP FUNCTION catalog_normalise_any',
];
