import type { Database } from '@longbox/postgres';
import {
  LEDGER_INVARIANTS,
  rowsBreaking,
  type BrokenRow,
  type LedgerInvariant,
} from '../persistence/ledger.ts';

/** An invariant of a store's stock that does not hold. */
export interface LedgerViolation {
  readonly invariant: LedgerInvariant;
  /** How many rows break it. */
  readonly count: number;
  /** The first few of them. */
  readonly examples: readonly BrokenRow[];
}

const MOST_EXAMPLES = 5;

/**
 * Checks everything that must be true of a store's stock, ledger and reservations together, on one snapshot, so that it may run while
 * the store sells. Empty when all is well. It reads whole tables; it is for tests, for `npm run verify` and for a quiet hour.
 */
export function checkLedger(database: Database, tenantId: string): Promise<LedgerViolation[]> {
  return database.transaction(tenantId, async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const violations: LedgerViolation[] = [];
    for (const invariant of LEDGER_INVARIANTS) {
      const broken = await rowsBreaking(tx, tenantId, invariant, MOST_EXAMPLES);
      if (broken.count > 0) violations.push({ invariant, ...broken });
    }
    return violations;
  });
}

/** The names of all that `checkLedger` checks. */
export { LEDGER_INVARIANTS, type LedgerInvariant } from '../persistence/ledger.ts';
