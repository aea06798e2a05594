import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a search over a hundred thousand printings. What is the card's (names, type, rules text) is kept once for each card and no longer
 * with each of its printings, which is a third of the text to write and to read; printings keep what tells them apart (names, set,
 * number, codes). The words of names stand in a list of their own, among which a misspelt word finds those that it is like. Products
 * know their card, their day of release, how often they were ordered and what filters ask of their card.
 *
 * Locks `product_search` while its columns are filled and its indexes made, half a minute for a million variants; `print_search` is made
 * anew. The previous release cannot search on this schema: stop it first.
 */
export class CardSearch1795000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...FUNCTIONS, ...TABLES, ...CONTENT, ...PRODUCTS, ...INDEXES])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

const FUNCTIONS = [
  // The words of normalised text, without their places, which no search here asks for.
  `CREATE FUNCTION catalog_word_list(value text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN string_to_array(coalesce(catalog_normalise(value), ''), ' ')`,
  // What filters ask of a card, such as color:w, type:creature, legal:modern.
  `CREATE FUNCTION catalog_traits(colors text[], type_line text, legalities jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(
      SELECT DISTINCT trait FROM (
        SELECT 'color:' || lower(color) AS trait FROM unnest(CASE WHEN cardinality(colors) = 0 THEN '{colorless}' ELSE colors END) color
        UNION ALL SELECT 'type:' || word FROM unnest(catalog_word_list(type_line)) word
        UNION ALL SELECT 'legal:' || lower(l ->> 'format') FROM jsonb_array_elements(legalities) l
          WHERE l ->> 'status' IN ('legal', 'restricted', 'limited', 'semi_limited')
      ) said WHERE trait IS NOT NULL ORDER BY trait)`,
];

const TABLES = [
  'DROP TABLE print_search',
  `CREATE TABLE print_search (
    print_id uuid PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE,
    card_id uuid NOT NULL,
    -- The card's name as catalog_normalise makes it.
    name text COLLATE "C" NOT NULL,
    released_on date,
    -- Words of the names, the set, the number, the codes, the rarity.
    document tsvector NOT NULL
  )`,
  `CREATE TABLE card_search (
    card_id uuid PRIMARY KEY REFERENCES cards (id) ON DELETE CASCADE,
    game text NOT NULL,
    name text COLLATE "C" NOT NULL,
    -- Names, type, colours, keywords, rules text.
    document tsvector NOT NULL,
    traits text[] NOT NULL,
    print_count integer NOT NULL DEFAULT 0
  ) WITH (fillfactor = 80)`,
  // The words of cards' names; those of a name that is no more stay, which harms nothing.
  'CREATE TABLE name_words (word text COLLATE "C" PRIMARY KEY)',
];

const CONTENT = [
  `INSERT INTO print_search (print_id, card_id, name, released_on, document)
   SELECT r.id, c.id, coalesce(nullif(catalog_normalise(c.name), ''), lower(c.name)), r.released_at,
     array_to_tsvector(array_remove(catalog_word_list(concat_ws(' ', c.name, r.printed_name, array_to_string(c.other_names, ' '),
       s.code, r.collector_number, r.sku_number, array_to_string(r.search_codes, ' '), s.name, r.rarity, r.variation)), ''))
   FROM prints r JOIN cards c ON c.id = r.card_id JOIN card_sets s ON s.id = r.set_id`,
  `INSERT INTO card_search (card_id, game, name, document, traits, print_count)
   SELECT c.id, g.code, coalesce(nullif(catalog_normalise(c.name), ''), lower(c.name)),
     array_to_tsvector(array_remove(catalog_word_list(concat_ws(' ', c.name, array_to_string(c.other_names, ' '), c.type_line,
       array_to_string(c.colors, ' '), array_to_string(c.keywords, ' '), c.rules_text)), '')),
     catalog_traits(c.colors, c.type_line, c.legalities),
     (SELECT count(*) FROM prints r WHERE r.card_id = c.id)
   FROM cards c JOIN games g ON g.id = c.game_id`,
  `INSERT INTO name_words (word)
   SELECT DISTINCT word FROM cards c, unnest(catalog_word_list(concat_ws(' ', c.name, array_to_string(c.other_names, ' ')))) word
   WHERE length(word) > 2`,
];

const PRODUCTS = [
  `ALTER TABLE product_search
    ADD card_id uuid,
    ADD released_on date,
    -- Pieces ordered, as the orders told.
    ADD ordered integer NOT NULL DEFAULT 0,
    ADD traits text[] NOT NULL DEFAULT '{}'`,
  // No store is bound here, so that the owner's own rows would be hidden.
  'ALTER TABLE product_search NO FORCE ROW LEVEL SECURITY',
  `UPDATE product_search p SET card_id = w.card_id, released_on = w.released_on, traits = c.traits
   FROM print_search w JOIN card_search c ON c.card_id = w.card_id WHERE w.print_id = p.print_id`,
  'ALTER TABLE product_search FORCE ROW LEVEL SECURITY',
  `ALTER TABLE product_search
    ADD released_rank integer NOT NULL GENERATED ALWAYS AS (coalesce(DATE '1970-01-01' - released_on, 2147483647)) STORED,
    ADD ordered_rank integer NOT NULL GENERATED ALWAYS AS (-ordered) STORED`,
];

const INDEXES = [
  'CREATE INDEX print_search_document ON print_search USING gin (document)',
  'CREATE INDEX card_search_document ON card_search USING gin (document)',
  // Names by what they begin with, and by what stands in them.
  'CREATE INDEX card_search_name ON card_search (name, print_count DESC)',
  'CREATE INDEX card_search_inside_name ON card_search USING gin (name gin_trgm_ops)',
  'CREATE INDEX name_words_like ON name_words USING gin (word gin_trgm_ops)',
  'CREATE INDEX card_sets_code ON card_sets (code)',
  'CREATE INDEX search_by_card ON product_search (tenant_id, card_id)',
  'CREATE INDEX search_released ON product_search (tenant_id, status, released_rank, product_id)',
  'CREATE INDEX search_ordered ON product_search (tenant_id, status, ordered_rank, product_id)',
];

const BACK = [
  'DROP INDEX card_sets_code',
  'ALTER TABLE product_search DROP card_id, DROP released_rank, DROP ordered_rank, DROP released_on, DROP ordered, DROP traits',
  'DROP TABLE name_words, card_search, print_search',
  'DROP FUNCTION catalog_traits, catalog_word_list',
  `CREATE TABLE print_search (print_id uuid PRIMARY KEY REFERENCES prints (id) ON DELETE CASCADE, name text NOT NULL, document tsvector NOT NULL)`,
  'CREATE INDEX print_search_document ON print_search USING gin (document)',
  'CREATE INDEX print_search_name ON print_search USING gin (name gin_trgm_ops)',
];
