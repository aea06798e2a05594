import type { Caller } from '@longbox/identity';
import { waitFor } from '@longbox/testing';
import type { Catalog, UserError } from './catalog.fixtures.ts';

export const STOCK_HEADER = [
  'TCGplayer Id',
  'Product Line',
  'Set Name',
  'Product Name',
  'Title',
  'Number',
  'Rarity',
  'Condition',
  'TCG Market Price',
  'TCG Direct Low',
  'TCG Low Price With Shipping',
  'TCG Low Price',
  'Total Quantity',
  'Add to Quantity',
  'TCG Marketplace Price',
  'Photo URL',
] as const;

export type StockCells = Partial<Record<(typeof STOCK_HEADER)[number], string>>;

/** A pricing export as TCGplayer writes it: fully quoted, CRLF. */
export function stockFile(rows: readonly StockCells[], header: readonly string[] = STOCK_HEADER): string {
  const quoted = (cells: readonly string[]) =>
    `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
  const filled = rows.map((row) =>
    header.map((name) => ({ 'Product Line': 'Magic', Condition: 'Near Mint', ...row })[name] ?? ''),
  );
  return quoted(header) + filled.map(quoted).join('');
}

const VIEW = `id status processed total progress unknownColumns problem
  counts { exact likely confirmed doubtful unmatched invalid empty rejected applied pieces }`;
export const SEND = `mutation ($input: ImportStockFileInput!) {
  importStockFile(input: $input) { import { ${VIEW} } userErrors { code message field } }
}`;
const READ = `query ($id: ID!) { stockImport(id: $id) { ${VIEW} } }`;
export const LINES = `query ($id: ID!, $statuses: [StockLineStatus!], $first: Int!, $after: String) {
  stockImport(id: $id) { lines(statuses: $statuses, first: $first, after: $after) {
    edges { node {
      line status name conditionText condition finish edition quantity counted priceMinor confidence problem applied
      print { id collectorNumber set { code } } candidates { confidence print { id collectorNumber } }
    } } pageInfo { hasNextPage endCursor }
  } }
}`;

export interface StockImportView {
  readonly id: string;
  readonly status: string;
  readonly processed: number;
  readonly total: number | null;
  readonly progress: number;
  readonly unknownColumns: readonly string[];
  readonly problem: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

export interface StockLineView {
  readonly line: number;
  readonly status: string;
  readonly name: string;
  readonly quantity: number | null;
  readonly problem: string | null;
  readonly print: { readonly id: string; readonly collectorNumber: string } | null;
  readonly candidates: readonly {
    readonly print: { readonly id: string; readonly collectorNumber: string };
  }[];
}

interface Sent {
  readonly import: StockImportView | null;
  readonly userErrors: readonly UserError[];
}

export async function sendStock(
  { ask }: Pick<Catalog, 'ask'>,
  caller: Caller,
  input: Record<string, unknown>,
): Promise<Sent> {
  return (await ask<{ importStockFile: Sent }>(caller, SEND, { input })).importStockFile;
}

/** An import as it is now. */
export async function stockNow(
  { ask }: Pick<Catalog, 'ask'>,
  caller: Caller,
  id: string,
): Promise<StockImportView> {
  return (await ask<{ stockImport: StockImportView }>(caller, READ, { id })).stockImport;
}

/** An import when nobody works on it any more. */
export function stockAtRest(
  catalog: Pick<Catalog, 'ask'>,
  caller: Caller,
  id: string,
): Promise<StockImportView> {
  return waitFor(
    async () => {
      const stockImport = await stockNow(catalog, caller, id);
      return ['QUEUED', 'READING', 'APPLYING'].includes(stockImport.status) ? false : stockImport;
    },
    { what: 'the stock file to be read or applied', timeoutMs: 60_000 },
  );
}

/** Sends a file and waits until it is read. */
export async function readStock(
  catalog: Pick<Catalog, 'ask'>,
  caller: Caller,
  text: string,
  input: Record<string, unknown> = {},
): Promise<StockImportView> {
  const { import: job, userErrors } = await sendStock(catalog, caller, { text, ...input });
  if (!job) throw new Error(userErrors.map(({ message }) => message).join('; '));
  return stockAtRest(catalog, caller, job.id);
}

export async function stockLines(
  { ask }: Pick<Catalog, 'ask'>,
  caller: Caller,
  id: string,
  statuses: readonly string[] | null = null,
): Promise<StockLineView[]> {
  const { stockImport } = await ask<{ stockImport: { lines: { edges: { node: StockLineView }[] } } }>(
    caller,
    LINES,
    { id, statuses, first: 250 },
  );
  return stockImport.lines.edges.map(({ node }) => node);
}

/** Applies an import and waits until it is; answers it, or what it was refused for. */
export async function applyStock(
  catalog: Pick<Catalog, 'ask'>,
  caller: Caller,
  id: string,
): Promise<StockImportView | readonly UserError[]> {
  const { applyStockImport } = await catalog.ask<{ applyStockImport: Sent }>(
    caller,
    'mutation ($id: ID!) { applyStockImport(id: $id) { import { id } userErrors { code message field } } }',
    { id },
  );
  return applyStockImport.import ? stockAtRest(catalog, caller, id) : applyStockImport.userErrors;
}

/** Applies an import and waits until it is. Throws when it is refused. */
export async function appliedStock(
  catalog: Pick<Catalog, 'ask'>,
  caller: Caller,
  id: string,
): Promise<StockImportView> {
  const result = await applyStock(catalog, caller, id);
  if (!('status' in result)) throw new Error(result.map(({ message }) => message).join('; '));
  return result;
}

/** The lines of stock files that the other subgraphs were told since the last call. */
export async function toldStockLines(catalog: Pick<Catalog, 'told'>) {
  return (await catalog.told('StockFileApplied')).flatMap(({ data }) => data.lines);
}
