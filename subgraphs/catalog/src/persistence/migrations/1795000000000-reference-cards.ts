import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the card reference data that all stores share: games, sets, cards, printings, what the feeds said they cost, and the text that
 * searches look through. Locks nothing that exists; takes milliseconds; nothing ran on an older schema.
 *
 * The text index (`print_search`) stands here and not beside the stores' products for two reasons. One printing is sold by hundreds of
 * stores and needs its words once. And under row-level security PostgreSQL may use an index only for operators that are marked
 * leakproof, which `@@` and the trigram operators are not: on a table with a store's policy every search would read all of the store's
 * rows (measured on 18.4). So a search finds printings here and joins the store's products by their printing.
 */
export class ReferenceCards1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TEXT, ...TABLES, GAMES]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE observed_prices, print_search, prints, cards, card_sets, games; DROP FUNCTION catalog_normalise, catalog_words',
    );
  }
}

const TEXT = [
  'CREATE EXTENSION IF NOT EXISTS unaccent',
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  // Accents, case and punctuation do not matter to who searches: `Lim-Dûl's` is `lim duls`. The classes are written out, so that the
  // result does not depend on the database's locale: ASCII punctuation, Latin-1 signs, general punctuation, arrows to dingbats, CJK marks.
  String.raw`CREATE FUNCTION catalog_normalise(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN btrim(regexp_replace(
      regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC))), '[''’‘ʼ${'`'}´]', '', 'g'),
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u2190-\u2bff\u3000-\u303f]+', ' ', 'g'))`,
  `CREATE FUNCTION catalog_words(value text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('pg_catalog.simple'::regconfig, coalesce(catalog_normalise(value), ''))`,
];

const TABLES = [
  `CREATE TABLE games (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    position smallint NOT NULL,
    -- Counted as cards come in, because counting a hundred thousand rows for each visitor is not cheap.
    card_set_count integer NOT NULL DEFAULT 0,
    card_count integer NOT NULL DEFAULT 0
  )`,
  `CREATE TABLE card_sets (
    id uuid PRIMARY KEY,
    game_id uuid NOT NULL REFERENCES games (id),
    -- What the source knows it by.
    source_key text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    type text,
    released_on date,
    total_cards integer,
    UNIQUE (game_id, source_key),
    UNIQUE (game_id, code)
  )`,
  `CREATE TABLE cards (
    id uuid PRIMARY KEY,
    game_id uuid NOT NULL REFERENCES games (id),
    -- What a feed knows the rules object by, such as Scryfall's oracle id.
    source_key text NOT NULL,
    name text NOT NULL,
    type_line text,
    rules_text text,
    -- Of faces and in translations.
    other_names text[] NOT NULL,
    colors text[] NOT NULL,
    keywords text[] NOT NULL,
    attributes jsonb NOT NULL DEFAULT '{}',
    legalities jsonb NOT NULL DEFAULT '[]',
    -- Of all that a feed says of it: the same hash, nothing to write.
    content_hash text NOT NULL,
    UNIQUE (game_id, source_key)
  )`,
  `CREATE TABLE prints (
    id uuid PRIMARY KEY,
    game_id uuid NOT NULL REFERENCES games (id),
    card_id uuid NOT NULL REFERENCES cards (id),
    set_id uuid NOT NULL REFERENCES card_sets (id),
    source_key text NOT NULL,
    -- The name that stands on the piece when it is not the card's, such as a translation.
    printed_name text,
    collector_number text NOT NULL,
    -- What stands for it in SKUs, where it tells printings of one set and language apart.
    sku_number text NOT NULL,
    -- The first number in it, for lists in the order of a binder.
    number_sort integer NOT NULL,
    rarity text,
    language text NOT NULL,
    finishes text[] NOT NULL,
    first_edition boolean NOT NULL,
    variation text,
    artist text,
    released_at date,
    image_small text,
    image_normal text,
    image_large text,
    search_codes text[] NOT NULL,
    external_ids jsonb NOT NULL DEFAULT '{}',
    content_hash text NOT NULL,
    UNIQUE (game_id, source_key)
  )`,
  'CREATE INDEX prints_of_card ON prints (card_id)',
  'CREATE INDEX prints_in_binder ON prints (game_id, set_id, number_sort, id)',
  'CREATE INDEX prints_of_set ON prints (set_id)',
  `CREATE TABLE print_search (
    print_id uuid PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE,
    -- The card's name as catalog_normalise makes it.
    name text NOT NULL,
    -- A: the names. B: set, number, codes, rarity. C: type, colours, keywords. D: the rules text.
    document tsvector NOT NULL
  )`,
  'CREATE INDEX print_search_document ON print_search USING gin (document)',
  'CREATE INDEX print_search_name ON print_search USING gin (name gin_trgm_ops)',
  `CREATE TABLE observed_prices (
    print_id uuid NOT NULL REFERENCES prints (id) ON DELETE CASCADE,
    -- Who observed it, such as tcgplayer.
    source text NOT NULL,
    finish text NOT NULL,
    currency text NOT NULL,
    market_minor integer NOT NULL,
    low_minor integer,
    PRIMARY KEY (print_id, source, finish, currency)
  )`,
];

const GAMES = `INSERT INTO games (id, code, name, position) VALUES
  ('01900000-0000-7000-8000-000000000001', 'MTG', 'Magic: The Gathering', 1),
  ('01900000-0000-7000-8000-000000000002', 'POKEMON', 'Pokémon', 2),
  ('01900000-0000-7000-8000-000000000003', 'YUGIOH', 'Yu-Gi-Oh!', 3),
  ('01900000-0000-7000-8000-000000000004', 'OPTCG', 'One Piece Card Game', 4)`;
