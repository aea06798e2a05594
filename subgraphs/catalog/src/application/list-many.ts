import { newId } from '@longbox/ids';
import { accept, type Outcome } from '@longbox/outcome';
import type { EntityManager } from 'typeorm';
import type { RefusalCode } from '../domain/catalog.ts';
import { MOST_PRINTS, MOST_PRINTS_IN_JOB, copiesToList, type ListingWish } from '../domain/listing.ts';
import { enqueueListing } from '../persistence/listing-jobs.ts';
import type { StoreCause } from './announce-products.ts';
import { choosePrints, type PrintChoice } from './choose-prints.ts';
import { listPrints } from './list-prints.ts';

/** The products, when they are there already, or the job that makes them. */
export type ListingAnswer =
  | { readonly productIds: readonly string[]; readonly jobId: null }
  | { readonly productIds: readonly []; readonly jobId: string };

/**
 * Lists printings at once when there are at most 1,000, and notes a job for more. What a filter finds is settled now: printings that an import
 * brings later are not among them.
 */
export async function listMany(
  tx: EntityManager,
  cause: StoreCause,
  command: PrintChoice & { readonly wish: ListingWish; readonly now: Date },
): Promise<Outcome<ListingAnswer, RefusalCode>> {
  const chosen = await choosePrints(tx, command, MOST_PRINTS_IN_JOB);
  if (!chosen.ok) return chosen;
  const printIds = chosen.value;
  if (printIds.length > MOST_PRINTS) {
    const id = newId();
    const { tenantId, correlationId } = cause;
    await enqueueListing(
      tx,
      { id, tenantId, wish: command.wish, correlationId, createdAt: command.now },
      printIds,
    );
    return accept({ productIds: [], jobId: id });
  }
  const listed = await listPrints(tx, cause, {
    printIds,
    copiesOf: (print) => copiesToList(print, command.wish),
    now: command.now,
  });
  return listed.ok ? accept({ productIds: listed.value.productIds, jobId: null }) : listed;
}
