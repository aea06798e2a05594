import { newId } from '@longbox/ids';
import type { EntityManager } from 'typeorm';
import { mergeSet, type KnownSet } from '../import/merge-set.ts';
import type { NeutralSet } from '../import/neutral.ts';
import { contentHash } from './content-hash.ts';
import { plainWords } from './plain-words.ts';
import type { WrittenRows } from './said-rows.ts';

export interface WrittenSets extends WrittenRows {
  /** The words of each set (`setWords`), by its key; null where they are left to the database. */
  readonly wordsOf: ReadonlyMap<string, string | null>;
}

/**
 * Writes the sets that are new or differ after all that is said of them, in two statements however many they are. Of a set that is
 * described twice in one run the first description counts: `described` holds the keys of those before.
 */
export async function writeSets(
  tx: EntityManager,
  gameId: string,
  said: readonly NeutralSet[],
  described: ReadonlySet<string>,
): Promise<WrittenSets> {
  const created = new Set<string>();
  const changed = new Set<string>();
  const mentions = Map.groupBy(said, ({ key }) => key);
  if (mentions.size === 0) return { idOf: new Map(), created, changed, wordsOf: new Map() };
  const known: (KnownSet & { readonly id: string })[] = await tx.query(
    `SELECT id, source_key AS key, code, name, type, released_on::text AS "releasedOn", total_cards AS "totalCards" FROM card_sets
     WHERE game_id = $1 AND (source_key = ANY($2::text[]) OR code = ANY($3::text[]))`,
    [gameId, [...mentions.keys()], [...new Set(said.flatMap(({ key, code }) => codesFor(key, code)))]],
  );
  const byKey = new Map(known.map(({ id, ...set }) => [set.key, { id, set }]));
  const keyOfCode = new Map(known.map(({ key, code }) => [code, key]));
  const idOf = new Map<string, string>();
  const wordsOf = new Map<string, string | null>();
  const rows = [...mentions].flatMap(([key, sets]) => {
    const existing = byKey.get(key);
    const id = existing?.id ?? newId();
    idOf.set(key, id);
    const merged = mergeAll(existing?.set ?? null, sets, described.has(key));
    // Two sets that go by one code are told apart by what the source knows them by.
    const code = codesFor(key, merged.code).find((candidate) => (keyOfCode.get(candidate) ?? key) === key);
    const set = { ...merged, code: code ?? existing?.set.code ?? `${key}:${id}` };
    wordsOf.set(key, plainWords([set.code, set.name]));
    if (existing && contentHash(existing.set) === contentHash(set)) return [];
    keyOfCode.set(set.code, key);
    (existing ? changed : created).add(key);
    return [{ ...set, id }];
  });
  if (rows.length > 0)
    await tx.query(
      `INSERT INTO card_sets (id, game_id, source_key, code, name, type, released_on, total_cards)
       SELECT id, $1, key, code, name, type, "releasedOn", "totalCards"
       FROM json_to_recordset($2::json) AS t(id uuid, key text, code text, name text, type text, "releasedOn" date,
         "totalCards" integer)
       ON CONFLICT (game_id, source_key) DO UPDATE SET code = excluded.code, name = excluded.name, type = excluded.type,
         released_on = excluded.released_on, total_cards = excluded.total_cards`,
      [gameId, JSON.stringify(rows)],
    );
  return { idOf, created, changed, wordsOf };
}

/** A set after all that a batch says of it. A second description says nothing more than a hint does. */
function mergeAll(known: KnownSet | null, sets: readonly NeutralSet[], isDescribed: boolean): KnownSet {
  let described = isDescribed;
  let merged = known;
  for (const set of sets) {
    merged = mergeSet(merged, { ...set, stub: set.stub || described });
    described ||= !set.stub;
  }
  if (!merged) throw new TypeError('a set of which nothing is said');
  return merged;
}

function codesFor(key: string, code: string): string[] {
  return [code, key.toUpperCase(), `${code}.${key.toUpperCase()}`];
}
