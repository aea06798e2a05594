import { isScope } from '@longbox/identity';
import { migrate, openDatabase, type Database } from '@longbox/postgres';
import type { Logger } from 'pino';
import { edgeError } from '../errors.ts';
import { lookEvery } from '../look-every.ts';
import type { ApiKey } from '../stores/store-directory.ts';
import type { ManifestOperation } from './manifest.ts';
import { Registry1796000000000 } from './migrations/1796000000000-registry.ts';
import { createKeyUses } from './key-uses.ts';
import { readOperations } from './registry-writes.ts';

/** How often a gateway looks whether the registry has changed: what is revoked stops within a second, the reading of it included. */
const LOOK_MS = 400;
/** A gateway that cannot read the registry for so long cannot know who is revoked, and believes no key any more. */
const MOST_STALE_MS = 30_000;

/** Keys and operations of partners, as a gateway knows them: at most half a second old. */
export interface PartnerRegistry {
  /** The key of an id; `revoked` when it is, of the stores file too; undefined when the registry has none. Throws DOWNSTREAM_SERVICE_ERROR when that is not known. */
  key(id: string): ApiKey | 'revoked' | undefined;
  /** What is registered for a key, by id; undefined for a key of the stores file for which nothing ever was. Rejects with DOWNSTREAM_SERVICE_ERROR when the database does not answer. */
  operations(keyId: string): Promise<ReadonlyMap<string, ManifestOperation> | undefined>;
  /** What is registered for keys that are good, of those that were used last first; live operations are left out. Rejects when the database does not answer. */
  latest(most: number): Promise<readonly RegisteredOperation[]>;
  /** Why keys cannot be looked up; undefined when they can. */
  obstacle(): string | undefined;
  /** Notes that a key was used. */
  used(keyId: string): void;
  /** Calls back once when the key is revoked. Gives what forgets about it. */
  onRevoked(keyId: string, revoked: () => void): () => void;
  close(): Promise<void>;
}

/** An operation, and the key that may send it. */
export type RegisteredOperation = ManifestOperation & { readonly keyId: string };

export const REGISTRY_MIGRATIONS = [Registry1796000000000];

/** Opens the database of the registry and brings it up to date. Throws what `openDatabase` and `migrate` throw. */
export async function openRegistryDatabase(url: string, logger?: Logger): Promise<Database> {
  const database = await openDatabase({
    name: 'gateway',
    url,
    migrations: REGISTRY_MIGRATIONS,
    poolSize: 2,
    ...(logger ? { logger } : {}),
  });
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface KeyRow {
  readonly keyId: string;
  readonly revokedAt: Date | null;
  readonly registeredAt: Date | null;
  readonly revision: string;
  readonly id: string | null;
  readonly name: string;
  readonly hash: string;
  readonly store: string;
  readonly scopes: readonly string[];
  readonly channels: readonly string[];
  readonly costPerMinute: number | null;
  readonly expiresAt: Date | null;
}

interface Known {
  readonly key: ApiKey | 'revoked' | undefined;
  readonly hasManifest: boolean;
  /** Asked for when the key is first used. */
  operations?: Promise<ReadonlyMap<string, ManifestOperation>>;
}

/** Reads the registry and keeps up with it. Throws when it cannot be read at the start. `mostStaleMs` is for tests with little patience. */
export async function followRegistry(
  database: Database,
  logger: Logger,
  mostStaleMs = MOST_STALE_MS,
): Promise<PartnerRegistry> {
  const known = new Map<string, Known>();
  const watchers = new Map<string, Set<() => void>>();
  const uses = createKeyUses(database, logger);
  let seen = '-1';
  let seenAt = 0;

  async function look(): Promise<void> {
    const begun = performance.now();
    const rows = await database.system((connection) => changesSince(connection, seen));
    for (const row of rows) {
      known.set(row.keyId, { key: keyOf(row), hasManifest: row.registeredAt !== null });
      if (BigInt(row.revision) > BigInt(seen)) seen = row.revision;
      if (row.revokedAt) for (const revoked of watchers.get(row.keyId) ?? []) revoked();
    }
    seenAt = begun;
  }

  const isStale = () => performance.now() - seenAt > mostStaleMs;

  await look();
  const end = lookEvery(LOOK_MS, () =>
    look().catch((err: unknown) => logger.warn({ err }, 'the registry of partners cannot be read')),
  );

  return {
    obstacle: () =>
      isStale() ? 'its database does not answer: partners’ keys cannot be looked up' : undefined,
    key(id) {
      if (isStale()) throw away();
      return known.get(id)?.key;
    },
    async operations(keyId) {
      const found = known.get(keyId);
      if (!found?.hasManifest) return found?.key ? NOTHING : undefined;
      found.operations ??= database
        .system((connection) => readOperations(connection, keyId))
        .then((rows) => new Map(rows.map((row) => [row.id, row])));
      try {
        return await found.operations;
      } catch (cause) {
        delete found.operations;
        throw away(cause);
      }
    },
    latest: (most) => database.system((connection) => latestOperations(connection, most)),
    used: (keyId) => uses.note(keyId),
    onRevoked(keyId, revoked) {
      const waiting = watchers.get(keyId) ?? new Set();
      watchers.set(keyId, waiting.add(revoked));
      return () => {
        waiting.delete(revoked);
        if (waiting.size === 0) watchers.delete(keyId);
      };
    },
    async close() {
      end();
      await uses.close();
      await database.close();
    },
  };
}

const NOTHING: ReadonlyMap<string, ManifestOperation> = new Map();

const away = (cause?: unknown) =>
  edgeError('DOWNSTREAM_SERVICE_ERROR', 'Partners’ keys cannot be looked up at the moment: try again.', {
    cause,
  });

function latestOperations(connection: Connection, most: number): Promise<RegisteredOperation[]> {
  return connection.query(
    `SELECT o.key_id AS "keyId", o.id, o.name, o.type, o.body
     FROM registered_operations o
     JOIN key_states s ON s.key_id = o.key_id AND s.revoked_at IS NULL
     LEFT JOIN api_keys k ON k.id = o.key_id
     LEFT JOIN key_uses u ON u.key_id = o.key_id
     WHERE o.type <> 'subscription' AND (k.expires_at IS NULL OR k.expires_at > now())
     ORDER BY u.last_used_at DESC NULLS LAST, o.key_id, o.name, o.id
     LIMIT $1`,
    [most],
  );
}

type Connection = Parameters<Parameters<Database['system']>[0]>[0];

function changesSince(connection: Connection, revision: string): Promise<KeyRow[]> {
  return connection.query(
    `SELECT s.key_id AS "keyId", s.revoked_at AS "revokedAt", s.registered_at AS "registeredAt", s.revision,
       k.id, k.name, k.hash, k.store, k.scopes, k.channels, k.cost_per_minute AS "costPerMinute", k.expires_at AS "expiresAt"
     FROM key_states s LEFT JOIN api_keys k ON k.id = s.key_id
     WHERE s.revision > $1`,
    [revision],
  );
}

function keyOf(row: KeyRow): Known['key'] {
  if (row.revokedAt) return 'revoked';
  if (row.id === null) return undefined;
  return {
    id: row.id,
    name: row.name,
    hash: row.hash,
    store: row.store,
    scopes: row.scopes.filter(isScope),
    channels: row.channels,
    ...(row.costPerMinute === null ? {} : { costPerMinute: row.costPerMinute }),
    ...(row.expiresAt ? { expiresAt: row.expiresAt } : {}),
  };
}
