import { appendToOutbox } from '@longbox/events';
import type { EntityManager } from 'typeorm';
import { copyKey } from '../domain/listing.ts';
import { listedCopies } from '../persistence/singles.ts';
import { endStockImport, type StockImportRow } from '../persistence/stock-imports.ts';
import { markApplied, nextStockGroups, refuseGroups, type StockGroup } from '../persistence/stock-lines.ts';
import { holdJob, type ImportRun } from './import-run.ts';
import { listPrints } from './list-prints.ts';
import { FILE_CURRENCY } from './receive-stock-file.ts';

/** Copies of one transaction and one event: it holds the store's lock on product names, for which listings wait. */
const AT_ONCE = 250;

/**
 * Applies what is matched and not applied yet, a transaction for each 250 copies: lists what is missing, and tells inventory and pricing what the file says. Copies
 * that cannot be listed are taken out and wait for a person. Answers whether it came to the end.
 */
export async function applyStockFile(run: ImportRun, job: StockImportRow): Promise<boolean> {
  for (let limit = AT_ONCE; ;) {
    if (run.signal.aborted) return false;
    const applied = await run.database.transaction(job.tenantId, async (tx) => {
      await holdJob(tx, run, job.id, true);
      const groups = await nextStockGroups(tx, job, limit);
      if (groups.length > 0) return applyGroups(tx, run, job, groups);
      await endStockImport(tx, job, 'APPLIED', run.now());
      return 'ALL';
    });
    if (applied === 'ALL') return true;
    // Halved down to the copy that is to blame, and doubled again behind it.
    limit = applied === 'REFUSED' ? Math.ceil(limit / 2) : Math.min(AT_ONCE, limit * 2);
  }
}

async function applyGroups(
  tx: EntityManager,
  run: ImportRun,
  job: StockImportRow,
  groups: readonly StockGroup[],
): Promise<'SOME' | 'REFUSED'> {
  const { tenantId, correlationId } = job;
  const cause = { tenantId, correlationId };
  const now = run.now();
  // What there is none of need not be listed.
  const wanted = Map.groupBy(
    groups.filter(({ quantity }) => quantity > 0),
    ({ printId }) => printId,
  );
  const listed = await listPrints(tx, cause, {
    printIds: [...wanted.keys()],
    copiesOf: ({ id }) =>
      (wanted.get(id) ?? []).map(({ condition, finish, edition }) => ({ condition, finish, edition })),
    now,
  });
  if (!listed.ok) {
    if (groups.length > 1) return 'REFUSED';
    await refuseGroups(tx, job, groups, listed.refusals.map(({ message }) => message).join(' '));
    return 'SOME';
  }
  await markApplied(tx, job, groups, now);
  const copies = await listedCopies(tx, tenantId, [...new Set(groups.map(({ printId }) => printId))]);
  const copyOf = new Map(copies.map((copy) => [`${copy.printId} ${copyKey(copy)}`, copy]));
  const lines = groups.flatMap(({ quantity, counted, priceMinor, ...group }) => {
    const copy = copyOf.get(`${group.printId} ${copyKey(group)}`);
    if (!copy) return [];
    const { variantId, productId } = copy;
    return { variantId, productId, quantity, counted, priceMinor: job.takesPrices ? priceMinor : null };
  });
  if (lines.length > 0)
    await appendToOutbox(tx, [
      {
        type: 'StockFileApplied',
        key: job.id,
        data: {
          importId: job.id,
          locationId: job.locationId,
          appliedBy: job.appliedBy ?? job.startedBy,
          reference: job.fileName,
          currency: FILE_CURRENCY,
          lines,
        },
        cause,
      },
    ]);
  return 'SOME';
}
