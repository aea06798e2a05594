import type pg from 'pg';
import { GAMES, type Size } from './size.ts';

/**
 * Cards and printings with made-up names and texts, by SQL alone, the same for the same size: names of two or three words out of six
 * thousand, of which some are frequent and most rare; texts of some thirty words with the frequent ones of rules.
 */
export async function fillReference(catalog: pg.Client, size: Size): Promise<void> {
  await catalog.query(HELPERS);
  for (const [index, game] of GAMES.entries()) {
    const prints = size.prints[index] ?? 0;
    const cards = Math.max(1, Math.round(prints / game.perCard));
    const sets = Math.max(1, Math.min(game.sets, Math.round(prints / 20)));
    const from = size.prints.slice(0, index).reduce((sum, count) => sum + count, 0);
    await catalog.query(SETS, [game.code, sets]);
    await catalog.query(CARDS, [game.code, cards]);
    await catalog.query(PRINTS, [game.code, prints, cards, sets, from]);
  }
  await catalog.query('ANALYZE games, card_sets, cards, prints');
}

/** `bench.id` makes ids that are in the order of their numbers, as those of the product are in the order of time. */
export const ID_FUNCTION = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE OR REPLACE FUNCTION bench.id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT ('019' || lpad(to_hex(n), 9, '0') || '7' || substr(md5(kind || n), 1, 3) || '8' || substr(md5(kind || n), 4, 15))::uuid $$;
  -- A number from 0 to below 1 that is the same for the same name.
  CREATE OR REPLACE FUNCTION bench.chance(name text) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT ('x' || substr(md5(name), 1, 8))::bit(32)::bigint / 4294967296.0 $$;`;

const HELPERS = `${ID_FUNCTION}
  CREATE TABLE bench.words (i int PRIMARY KEY, word text);
  INSERT INTO bench.words SELECT i, s[1 + i % 40] || s[1 + (i / 40) % 40] || CASE WHEN i >= 1600 OR i % 3 = 0 THEN s[1 + (i / 7) % 40] ELSE e[1 + i % 8] END
  FROM generate_series(0, 5999) i, (SELECT
    string_to_array('ba,ber,bo,ca,cor,da,del,dra,du,el,fa,fen,fi,ga,gor,gri,ha,hel,il,ja,ka,kar,la,lor,ma,mer,mo,na,nor,o,pa,quel,ra,sha,ta,thor,u,va,wyr,za', ',') AS s,
    string_to_array('n,th,x,r,s,m,l,k', ',') AS e) parts;
  CREATE TABLE bench.rules (i int PRIMARY KEY, word text);
  INSERT INTO bench.rules SELECT i - 1, word FROM unnest(string_to_array('target creature you control card the a of to damage draw opponent turn may flying gets until end deals each player battlefield enters when from hand your graveyard counter attack defense monster energy special summon destroy add discard search deck library life gain trample haste vigilance token sacrifice exile return type power effect activate bench pokemon flip coin prize leader don rest active blocker trigger cost reduce', ' ')) WITH ORDINALITY t(word, i);
  CREATE FUNCTION bench.word(seed text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT word FROM bench.words WHERE i = floor(6000 * bench.chance(seed) ^ 2)::int $$;
  CREATE FUNCTION bench.rules(seed text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(r.word, ' ') FROM generate_series(1, 15 + floor(25 * bench.chance(seed))::int) k
    JOIN bench.rules r ON r.i = floor(65 * bench.chance(seed || '/' || k) ^ 1.5)::int $$;`;

const SETS = `
  INSERT INTO card_sets (id, game_id, source_key, code, name, type, released_on, total_cards)
  SELECT uuidv7(), g.id, 'bench-' || i, left($1, 1) || upper(lpad(to_hex(i), 3, '0')),
    initcap(bench.word($1 || 'set' || i)) || ' ' || initcap(bench.word($1 || 'sat' || i)), 'expansion', DATE '1994-01-01' + (i * 11500 / $2::int), 200
  FROM games g, generate_series(1, $2::int) i WHERE g.code = $1`;

const CARDS = `
  INSERT INTO cards (id, game_id, source_key, name, type_line, rules_text, other_names, colors, keywords, attributes, legalities, content_hash)
  SELECT bench.id($1, i), g.id, 'bench-' || i,
    initcap(bench.word($1 || i || 'a') || ' ' || bench.word($1 || i || 'b')) || CASE WHEN i % 3 = 0 THEN ' of ' || initcap(bench.word($1 || i || 'c')) ELSE '' END,
    (ARRAY['Creature — Goblin Warrior', 'Creature — Elf Druid', 'Instant', 'Sorcery', 'Artifact', 'Legendary Creature — Dragon', 'Enchantment', 'Land'])[1 + i % 8],
    initcap(bench.rules($1 || i)), '{}', CASE WHEN i % 9 = 0 THEN '{}'::text[] ELSE ARRAY[(ARRAY['W', 'U', 'B', 'R', 'G'])[1 + i % 5]] END, '{}', '{"cost": 3}',
    CASE WHEN i % 2 = 0 THEN '[{"format":"commander","status":"legal"},{"format":"modern","status":"legal"},{"format":"vintage","status":"restricted"}]'
      ELSE '[{"format":"commander","status":"legal"},{"format":"modern","status":"banned"},{"format":"pauper","status":"legal"}]' END::jsonb, 'bench'
  FROM games g, generate_series(1, $2::int) i WHERE g.code = $1`;

/** A card's first printing is its own; the others are shared out so that some cards have many. */
const PRINTS = `
  INSERT INTO prints (id, game_id, card_id, set_id, source_key, collector_number, sku_number, number_sort, rarity, language, finishes, first_edition,
    artist, released_at, image_small, image_normal, search_codes, content_hash)
  SELECT bench.id('print', $5::int + i), g.id, bench.id($1, CASE WHEN i <= $3::int THEN i ELSE 1 + floor($3::int * bench.chance($1 || 'of' || i) ^ 2)::int END),
    s.id, 'bench-' || i, (i / $4::int + 1)::text, (i / $4::int + 1)::text, i / $4::int + 1, (ARRAY['common', 'common', 'common', 'uncommon', 'uncommon', 'rare', 'rare', 'mythic'])[1 + i % 8],
    CASE WHEN i % 10 = 0 THEN 'JP' ELSE 'EN' END, '{NORMAL,FOIL}', false, 'Robin Sample', s.released_on,
    'https://images.example.invalid/' || i || '-s.jpg', 'https://images.example.invalid/' || i || '-n.jpg', ARRAY[s.code || '-' || (i / $4::int + 1)], 'bench'
  FROM games g, generate_series(1, $2::int) i
  JOIN card_sets s ON s.source_key = 'bench-' || (1 + i % $4::int)
  WHERE g.code = $1 AND s.game_id = g.id`;
