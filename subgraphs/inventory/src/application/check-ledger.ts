import { checkInvariants, type BrokenRows, type Database } from '@longbox/postgres';
import { LEDGER_INVARIANTS } from '../persistence/invariants.ts';

/** An invariant of a store's stock that does not hold: how many rows break it, and the first few of them. */
export interface LedgerViolation extends BrokenRows {
  readonly invariant: string;
}

const MOST_EXAMPLES = 5;

/**
 * Checks everything that must be true of a store's stock, ledger and reservations together, on one snapshot, so that it may run while
 * the store sells. Empty when all is well. It reads whole tables; it is for tests and for a quiet hour. `npm run verify` checks the same.
 */
export async function checkLedger(database: Database, tenantId: string): Promise<LedgerViolation[]> {
  const options = { lateSeconds: 0, examples: MOST_EXAMPLES };
  const checks = await checkInvariants(database, tenantId, LEDGER_INVARIANTS, options);
  return checks.flatMap(({ invariant, count, examples }) =>
    count > 0 ? { invariant: invariant.name, count, examples } : [],
  );
}
