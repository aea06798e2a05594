import { newId } from '@longbox/ids';
import type { EntityManager } from 'typeorm';
import type { NeutralSet } from '../import/neutral.ts';
import { contentHash } from './content-hash.ts';
import type { WrittenRows } from './import-cards.ts';

interface KnownSet {
  readonly id: string;
  readonly key: string;
  readonly code: string;
  readonly stub: boolean;
  readonly hash: string;
}

/**
 * Writes the sets that are new or differ, in two statements however many they are. A stub makes a set that is not there and changes none
 * that is; nor does a set that this run has seen. No key may come twice.
 */
export async function writeSets(
  tx: EntityManager,
  gameId: string,
  sets: readonly NeutralSet[],
  seen: ReadonlySet<string>,
): Promise<WrittenRows> {
  if (sets.length === 0) return { idOf: new Map(), created: new Set(), changed: new Set() };
  const known: KnownSet[] = await tx.query(
    `SELECT id, source_key AS key, code, stub, content_hash AS hash FROM card_sets
     WHERE game_id = $1 AND (source_key = ANY($2::text[]) OR code = ANY($3::text[]))`,
    [gameId, sets.map(({ key }) => key), sets.flatMap((set) => codesFor(set))],
  );
  const byKey = new Map(known.map((set) => [set.key, set]));
  const keyOfCode = new Map(known.map(({ key, code }) => [code, key]));
  const idOf = new Map<string, string>();
  const created = new Set<string>();
  const changed = new Set<string>();
  const rows = sets.flatMap((set) => {
    const { key, stub, ...content } = set;
    const hash = contentHash(content);
    const existing = byKey.get(key);
    const id = existing?.id ?? newId();
    idOf.set(key, id);
    if (existing && (stub || seen.has(key) || (existing.hash === hash && !existing.stub))) return [];
    // Two sets that go by one code (seen in pokemon-tcg-data) are told apart by what the source knows them by.
    const free = (code: string) => (keyOfCode.get(code) ?? key) === key;
    const code = codesFor(set).find(free) ?? existing?.code ?? `${key}:${id}`;
    keyOfCode.set(code, key);
    (existing ? changed : created).add(key);
    return { id, key, stub, hash, ...content, code };
  });
  if (rows.length > 0)
    await tx.query(
      `INSERT INTO card_sets (id, game_id, source_key, code, name, type, released_on, total_cards, stub, content_hash)
       SELECT id, $1, key, code, name, type, "releasedOn", "totalCards", stub, hash
       FROM json_to_recordset($2::json) AS t(id uuid, key text, code text, name text, type text, "releasedOn" date,
         "totalCards" integer, stub boolean, hash text)
       ON CONFLICT (game_id, source_key) DO UPDATE SET code = excluded.code, name = excluded.name, type = excluded.type,
         released_on = excluded.released_on, total_cards = excluded.total_cards, stub = excluded.stub,
         content_hash = excluded.content_hash`,
      [gameId, JSON.stringify(rows)],
    );
  return { idOf, created, changed };
}

function codesFor({ key, code }: NeutralSet): string[] {
  return [code, key.toUpperCase(), `${code}.${key.toUpperCase()}`];
}
