import type { EntityManager } from 'typeorm';

/**
 * A client that got no answer asks again within minutes, a nightly job on the next night; after a week a key may be used for something
 * else.
 */
const KEPT_DAYS = 7;
/** Old keys are cleared away by those who add new ones, two for one, so that they never pile up and no call pays for many. */
const CLEARED_AT_ONCE = 2;

export type Claim<Result> =
  | { readonly status: 'NEW' }
  | { readonly status: 'REUSED' }
  | { readonly status: 'DONE'; readonly result: Result };

/**
 * Claims a key for this transaction. Whoever claims the same key meanwhile waits until it ends, and then gets its result, or the key when
 * it was rolled back. REUSED when the key stands for another input.
 */
export async function claimKey<Result>(
  tx: EntityManager,
  tenantId: string,
  { key, inputHash }: { key: string; inputHash: Buffer },
  now: Date,
): Promise<Claim<Result>> {
  const claimed = await tx.query<unknown[]>(
    `WITH old AS (
       DELETE FROM idempotency_keys WHERE tenant_id = $1 AND key IN (
         SELECT key FROM idempotency_keys
         WHERE tenant_id = $1 AND key <> $2 AND created_at < $4::timestamptz - make_interval(days => ${KEPT_DAYS})
         ORDER BY created_at LIMIT ${CLEARED_AT_ONCE} FOR UPDATE SKIP LOCKED)),
     claimed AS (
       INSERT INTO idempotency_keys (tenant_id, key, input_hash, created_at) VALUES ($1::uuid, $2::text, $3::bytea, $4)
       ON CONFLICT DO NOTHING RETURNING key)
     SELECT key FROM claimed`,
    [tenantId, key, inputHash, now],
  );
  if (claimed.length > 0) return { status: 'NEW' };
  const [done] = await tx.query<{ inputHash: Buffer; result: Result }[]>(
    'SELECT input_hash AS "inputHash", result FROM idempotency_keys WHERE tenant_id = $1 AND key = $2',
    [tenantId, key],
  );
  // Cleared away between the two statements: the key is free, and the next attempt gets it.
  if (!done) throw new Error(`the idempotency key ${key} was cleared away while it was looked at; try again`);
  return done.inputHash.equals(inputHash) ? { status: 'DONE', result: done.result } : { status: 'REUSED' };
}

/** Keeps the result of the transaction that claimed the key. */
export async function keepResult(
  tx: EntityManager,
  tenantId: string,
  key: string,
  result: unknown,
): Promise<void> {
  await tx.query('UPDATE idempotency_keys SET result = $3 WHERE tenant_id = $1 AND key = $2 RETURNING key', [
    tenantId,
    key,
    JSON.stringify(result),
  ]);
}
