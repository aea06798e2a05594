import { isId } from '@longbox/ids';
import { badUserInput, checkFirst, decodeCursor, pageOf } from '@longbox/subgraph';
import { listStockImports } from '../persistence/stock-imports.ts';
import { listStockLines, type StockCounts, type StockLineStatus } from '../persistence/stock-lines.ts';
import type { Context } from './context.ts';
import type {
  QueryStockImportsArgs,
  RequireFields,
  StockCandidateResolvers,
  StockImportResolvers,
  StockLineResolvers,
} from './generated.ts';

const MOST_IMPORTS = 100;
const MOST_LINES = 250;

/** A page of a store's stock imports, newest first. */
export async function stockImportList(
  { first, after }: RequireFields<QueryStockImportsArgs, 'first'>,
  { caller, database }: Context,
) {
  checkFirst(first, MOST_IMPORTS);
  const [behind = null] = after == null ? [] : decodeCursor(after, 1);
  if (behind !== null && !(typeof behind === 'string' && isId(behind)))
    throw badUserInput('`after` is not a cursor of this list.');
  const { id } = caller.store;
  const rows = await database.read(id, (connection) => listStockImports(connection, id, behind, first + 1));
  return pageOf(rows, first, (row) => [row.id], after);
}

/** Lines that stand for a printing, and are applied or will be. */
const MATCHED: readonly StockLineStatus[] = ['EXACT', 'LIKELY', 'CONFIRMED'];

export const StockImport: StockImportResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.stockImport.load(id),
  total: ({ digest, processed }) => (digest === null ? null : processed),
  async progress({ id, status, sizeRead, sizeTotal }, _args, { loaders }) {
    if (status === 'APPLIED') return 1;
    if (status !== 'APPLYING') return sizeRead / Math.max(1, sizeTotal);
    const { applied, matched } = summed(await loaders.stockCounts.load(id));
    return applied / Math.max(1, matched);
  },
  async counts({ id }, _args, { loaders }) {
    const rows = await loaders.stockCounts.load(id);
    const of = (status: StockLineStatus) => rows.find((row) => row.status === status)?.lines ?? 0;
    const { applied, pieces } = summed(rows);
    return {
      exact: of('EXACT'),
      likely: of('LIKELY'),
      confirmed: of('CONFIRMED'),
      doubtful: of('DOUBTFUL'),
      unmatched: of('UNMATCHED'),
      invalid: of('INVALID'),
      empty: of('EMPTY'),
      rejected: of('REJECTED'),
      applied,
      pieces,
    };
  },
  async lines(job, { statuses, first, after }, { database }) {
    checkFirst(first, MOST_LINES);
    const [behind = 0] = after == null ? [] : decodeCursor(after, 1);
    if (typeof behind !== 'number' || !Number.isSafeInteger(behind))
      throw badUserInput('`after` is not a cursor of this list.');
    const rows = await database.read(job.tenantId, (connection) =>
      listStockLines(connection, job, statuses ?? null, behind, first + 1),
    );
    return pageOf(rows, first, ({ line }) => [line], after);
  },
};

/** A million million pieces are as many as a file can hold; the schema's Int holds two thousand million. */
const MOST_PIECES = 2_147_483_647;

function summed(rows: readonly StockCounts[]) {
  const matched = rows.filter(({ status }) => MATCHED.includes(status));
  return {
    matched: matched.reduce((sum, { lines }) => sum + lines, 0),
    applied: matched.reduce((sum, { applied }) => sum + applied, 0),
    pieces: Math.min(
      MOST_PIECES,
      matched.reduce((sum, { pieces }) => sum + Number(pieces), 0),
    ),
  };
}

export const StockLine: StockLineResolvers = {
  tcgplayerId: ({ texts }) => texts.tcgplayerId,
  productLine: ({ texts }) => texts.productLine,
  setName: ({ texts }) => texts.setName,
  name: ({ texts }) => texts.name,
  number: ({ texts }) => texts.number,
  rarity: ({ texts }) => texts.rarity,
  conditionText: ({ texts }) => texts.conditionText,
  print: ({ printId }, _args, { loaders }) => (printId === null ? null : loaders.print.load(printId)),
  applied: ({ appliedAt }) => appliedAt !== null,
};

export const StockCandidate: StockCandidateResolvers = {
  async print({ printId }, _args, { loaders }) {
    const print = await loaders.print.load(printId);
    if (!print) throw new Error('a printing that a stock file’s line refers to is missing');
    return print;
  },
};
