import type { Database } from '@longbox/postgres';
import type { EntityManager } from 'typeorm';
import type { ApiKey } from '../stores/store-directory.ts';
import type { ManifestOperation } from './manifest.ts';

/** A key as it is made. */
export interface NewKey extends ApiKey {
  readonly channels: readonly string[];
  readonly createdAt: Date;
}

/** What a manifest changes in what is registered. */
export interface ManifestDifference {
  readonly added: readonly ManifestOperation[];
  /** Registered, and not in the manifest. */
  readonly missing: readonly ManifestOperation[];
  /** Registered under the same id with another body: a client that is out there would be answered something else. */
  readonly changed: readonly ManifestOperation[];
  readonly same: number;
}

/** What a manifest would add to what is registered, and what it does not have of it. */
export function differenceOf(
  registered: readonly ManifestOperation[],
  manifest: readonly ManifestOperation[],
): ManifestDifference {
  const before = new Map(registered.map((operation) => [operation.id, operation]));
  const after = new Set(manifest.map(({ id }) => id));
  const added = manifest.filter(({ id }) => !before.has(id));
  const changed = manifest.filter(({ id, body }) => before.has(id) && before.get(id)?.body !== body);
  return {
    added,
    changed,
    missing: registered.filter(({ id }) => !after.has(id)),
    same: manifest.length - added.length - changed.length,
  };
}

/** The most keys of an installation: every gateway holds them all. */
export const MOST_KEYS = 10_000;

/** Keeps a new key. Throws `RangeError` when there are too many. */
export async function insertKey(database: Database, key: NewKey): Promise<void> {
  await writing(database, async (tx, revision) => {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM api_keys k JOIN key_states s ON s.key_id = k.id WHERE s.revoked_at IS NULL`,
    );
    if ((row?.count ?? 0) >= MOST_KEYS)
      throw new RangeError(`There are ${MOST_KEYS} keys, which is the most: revoke some`);
    await tx.query(
      `INSERT INTO api_keys (id, name, hash, store, scopes, channels, cost_per_minute, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        key.id,
        key.name,
        key.hash,
        key.store,
        key.scopes,
        key.channels,
        key.costPerMinute ?? null,
        key.createdAt,
        key.expiresAt ?? null,
      ],
    );
    await mark(tx, key.id, revision);
  });
}

/** Revokes a key for good, one of the stores file too. False when it was revoked before. */
export async function revokeKey(database: Database, keyId: string, at: Date): Promise<boolean> {
  return writing(database, async (tx, revision) => {
    await mark(tx, keyId, revision);
    const rows = await tx.query<[unknown[], number]>(
      'UPDATE key_states SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL RETURNING key_id',
      [keyId, at],
    );
    return rows[1] === 1;
  });
}

/**
 * Registers operations for a key; those that are registered stay, since clients that are out there send them, unless `replace` is said.
 * Throws `RangeError` when that would be too many.
 */
export async function registerOperations(
  database: Database,
  keyId: string,
  operations: readonly ManifestOperation[],
  { at, replace, most }: { at: Date; replace: boolean; most: number },
): Promise<ManifestDifference> {
  return writing(database, async (tx, revision) => {
    await mark(tx, keyId, revision);
    const before = await readOperations(tx, keyId);
    const difference = differenceOf(before, operations);
    const kept = replace ? difference.same + difference.changed.length : before.length;
    if (kept + difference.added.length > most)
      throw new RangeError(
        `The key would have ${kept + difference.added.length} operations, more than ${most}: register with --replace, or revoke some`,
      );
    if (difference.changed.length > 0 && !replace) return difference;
    if (replace)
      await removeOperations(
        tx,
        keyId,
        [...difference.missing, ...difference.changed].map(({ id }) => id),
      );
    await tx.query(
      `INSERT INTO registered_operations (key_id, id, name, type, body)
       SELECT $1, r.id, r.name, r.type, r.body
       FROM json_to_recordset($2::json) AS r (id text, name text, type text, body text)
       ON CONFLICT (key_id, id) DO NOTHING`,
      [keyId, JSON.stringify(operations)],
    );
    await tx.query('UPDATE key_states SET registered_at = $2 WHERE key_id = $1', [keyId, at]);
    return difference;
  });
}

/** Takes one operation, by its id or its name, from a key. Answers how many that were. */
export async function revokeOperation(database: Database, keyId: string, named: string): Promise<number> {
  return writing(database, async (tx, revision) => {
    await mark(tx, keyId, revision);
    const found = (await readOperations(tx, keyId)).filter(({ id, name }) => id === named || name === named);
    await removeOperations(
      tx,
      keyId,
      found.map(({ id }) => id),
    );
    return found.length;
  });
}

/** The operations of a key, by name. */
export async function readOperations(connection: EntityManager, keyId: string): Promise<ManifestOperation[]> {
  return connection.query(
    'SELECT id, name, type, body FROM registered_operations WHERE key_id = $1 ORDER BY name, id',
    [keyId],
  );
}

async function removeOperations(tx: EntityManager, keyId: string, ids: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM registered_operations WHERE key_id = $1 AND id = ANY ($2::text[])', [
    keyId,
    ids,
  ]);
}

/** Runs a change of the registry under a revision of its own. */
function writing<T>(
  database: Database,
  work: (tx: EntityManager, revision: string) => Promise<T>,
): Promise<T> {
  return database.systemTransaction(async (tx) => {
    const rows = await tx.query<[{ revision: string }[], number]>(
      'UPDATE registry SET revision = revision + 1 RETURNING revision',
    );
    const revision = rows[0][0]?.revision;
    if (revision === undefined)
      throw new Error('the registry has lost its row; restore the gateway database');
    return work(tx, revision);
  });
}

/** Says that something about a key is other than it was. */
async function mark(tx: EntityManager, keyId: string, revision: string): Promise<void> {
  await tx.query(
    `INSERT INTO key_states (key_id, revision) VALUES ($1, $2)
     ON CONFLICT (key_id) DO UPDATE SET revision = excluded.revision`,
    [keyId, revision],
  );
}
