import type { Database } from '@longbox/postgres';

/** A key as a person is shown it. */
export interface ListedKey {
  readonly id: string;
  /** Null for a key that is not of the registry: one of the stores file, about which something was said here. */
  readonly name: string | null;
  readonly store: string | null;
  readonly scopes: readonly string[] | null;
  readonly channels: readonly string[] | null;
  readonly costPerMinute: number | null;
  readonly createdAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly registeredAt: Date | null;
  /** Written down every five seconds. */
  readonly lastUsedAt: Date | null;
  readonly operations: number;
}

/** All keys, the newest first, and those of the stores file that were used or about which something was said; `id` picks one. */
export function listKeys(database: Database, id?: string): Promise<ListedKey[]> {
  return database.system((connection) =>
    connection.query(
      `SELECT known.key_id AS id, k.name, k.store, k.scopes, k.channels, k.cost_per_minute AS "costPerMinute",
         k.created_at AS "createdAt", k.expires_at AS "expiresAt", s.revoked_at AS "revokedAt",
         s.registered_at AS "registeredAt", u.last_used_at AS "lastUsedAt",
         (SELECT count(*)::int FROM registered_operations o WHERE o.key_id = known.key_id) AS operations
       FROM (SELECT key_id FROM key_states UNION SELECT key_id FROM key_uses) known
       LEFT JOIN key_states s ON s.key_id = known.key_id
       LEFT JOIN api_keys k ON k.id = known.key_id
       LEFT JOIN key_uses u ON u.key_id = known.key_id
       WHERE $1::text IS NULL OR known.key_id = $1
       ORDER BY k.created_at DESC NULLS LAST, known.key_id`,
      [id ?? null],
    ),
  );
}
