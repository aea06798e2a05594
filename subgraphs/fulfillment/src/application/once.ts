import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { refuse, type Outcome } from '@longbox/outcome';
import { claimKey, keepResult } from '@longbox/postgres';
import type { RefusalCode } from '../domain/refusals.ts';

export interface OnceOptions<Row> {
  readonly tenantId: string;
  /** The client's; without one the work is simply done. */
  readonly key: string | null | undefined;
  /** What the key stands for: the name of the mutation and its input. */
  readonly input: unknown;
  readonly now: Date;
  /** Finds what the work made. */
  readonly find: (id: string) => Promise<Row | null | undefined>;
  /** Refuses before its first write; after one it throws. */
  readonly work: () => Promise<Outcome<Row, RefusalCode>>;
}

/**
 * Does the work once for a key: whoever comes again with the same input gets what it made, and whoever comes meanwhile waits for it. A
 * refusal leaves the key free, since what was not possible may be possible later.
 */
export async function once<Row extends { readonly id: string }>(
  tx: EntityManager,
  { tenantId, key, input, now, find, work }: OnceOptions<Row>,
): Promise<Outcome<Row, RefusalCode>> {
  if (key == null) return work();
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest();
  const claim = await claimKey<{ readonly id: string }>(tx, tenantId, { key, inputHash }, now);
  if (claim.status === 'REUSED')
    return refuse('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', [
      'input',
      'idempotencyKey',
    ]);
  if (claim.status === 'DONE') {
    const made = await find(claim.result.id);
    if (!made) throw new Error(`what the idempotency key ${key} stands for is gone`);
    return { ok: true, value: made };
  }
  const outcome = await work();
  if (outcome.ok) await keepResult(tx, tenantId, key, { id: outcome.value.id });
  else await tx.query('DELETE FROM idempotency_keys WHERE tenant_id = $1 AND key = $2', [tenantId, key]);
  return outcome;
}
