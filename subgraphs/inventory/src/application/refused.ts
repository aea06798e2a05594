import { refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import type { RefusalCode } from '../domain/stock.ts';

/** A refusal that was found after the first write of a transaction: thrown, so that nothing of it is kept. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusals: readonly Refusal<RefusalCode>[];

  constructor(refusals: readonly Refusal<RefusalCode>[]) {
    super(refusals.map(({ message }) => message).join(' '));
    this.refusals = refusals;
  }
}

/** Runs a transaction and gives a `Refused` that it throws as the outcome that it is. */
export async function refusable<T>(
  transaction: () => Promise<Outcome<T, RefusalCode>>,
): Promise<Outcome<T, RefusalCode>> {
  try {
    return await transaction();
  } catch (error) {
    if (error instanceof Refused) return refuseAll(error.refusals);
    throw error;
  }
}
