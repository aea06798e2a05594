import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { operations, type Client } from '@longbox/client';
import { givenPath } from '../given-path.ts';
import { StartProblem } from '../problem.ts';
import { reachStore } from '../running-store.ts';
import type { Settings } from '../settings.ts';
import { inParts } from '../stock-parts.ts';
import {
  afterApplying,
  afterReading,
  lineToLookAt,
  linesDone,
  stockBar,
  type StockJob,
} from '../stock-report.ts';
import { untilOver } from '../terminal-progress.ts';
import type { Life } from '../life.ts';

export interface StockArguments {
  readonly store?: string | undefined;
  readonly location?: string | undefined;
  /** Leaves the prices that the store has. */
  readonly 'keep-prices'?: boolean | undefined;
}

const STOCK_USAGE = `  stock preview <file> [--location <code>] [--keep-prices] [--store <slug>]
  stock apply <import> [--store <slug>]
  stock cancel <import> [--store <slug>]`;

/** Lines that a person has to look at, of which the first are shown. */
const LOOKED_AT = ['DOUBTFUL', 'UNMATCHED', 'INVALID'] as const;
const LINES_SHOWN = 20;

/**
 * `stock`: sends a pricing export to the running store and says what its lines are matched to, which changes nothing; applies one that was looked at; cancels one. The store
 * does the work, so that it goes on when the terminal is closed. Answers the exit code: 0 when it went through. Throws `StartProblem`.
 */
export async function stock(
  life: Life,
  settings: Settings,
  [action, subject, ...more]: readonly string[],
  options: StockArguments,
): Promise<number> {
  const work = ACTIONS.get(action ?? '');
  if (!work || subject === undefined || more.length > 0)
    throw new StartProblem(
      `stock previews a file, and applies or cancels an import by its id:\n${STOCK_USAGE}`,
    );
  const { staff } = await reachStore(settings, 'A stock file in a terminal', options.store);
  return life.during(work(staff, subject, options));
}

const ACTIONS = new Map([
  ['preview', preview],
  ['apply', apply],
  ['cancel', cancel],
]);

async function preview(staff: Client, given: string, options: StockArguments): Promise<number> {
  const path = givenPath(given);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new StartProblem(`No file is at ${path}.`);
  const id = await send(staff, path, options);
  const job = await atRest(staff, id, 'read');
  console.log(afterReading(job));
  if (job.status !== 'REVIEW') return 1;
  const { stockImport } = await staff.run(operations.StockImportLinesDocument, {
    id,
    statuses: [...LOOKED_AT],
    first: LINES_SHOWN,
  });
  for (const { node } of stockImport?.lines.edges ?? []) console.log(lineToLookAt(node));
  if (stockImport?.lines.pageInfo.hasNextPage) console.log('  · … and more: `lines` of `stockImport`');
  return 0;
}

/** Sends the file part by part. Answers the import's id. */
async function send(staff: Client, path: string, options: StockArguments): Promise<string> {
  let importId: string | null = null;
  let position = 0;
  for await (const { text, last } of inParts(createReadStream(path, 'utf8'))) {
    const input: operations.ImportStockFileInput = {
      ...(importId === null
        ? {
            fileName: basename(path),
            locationCode: options.location ?? null,
            takePrices: !options['keep-prices'],
          }
        : { importId }),
      text,
      position,
      last,
    };
    const { importStockFile }: operations.ImportStockFileMutation = await staff.run(
      operations.ImportStockFileDocument,
      { input },
    );
    importId = taken(importStockFile).id;
    position += 1;
  }
  if (importId === null) throw new StartProblem(`${path} is empty.`);
  return importId;
}

async function apply(staff: Client, id: string): Promise<number> {
  const { applyStockImport } = await staff.run(operations.ApplyStockImportDocument, { id });
  const job = await atRest(staff, taken(applyStockImport).id, 'applied');
  console.log(afterApplying(job));
  return job.status === 'APPLIED' ? 0 : 1;
}

async function cancel(staff: Client, id: string): Promise<number> {
  const { cancelStockImport } = await staff.run(operations.CancelStockImportDocument, { id });
  const asked = taken(cancelStockImport);
  const job = await atRest(staff, asked.id, asked.total === null ? 'read' : 'applied');
  console.log(job.status === 'CANCELLED' ? afterReading(job) : afterApplying(job));
  return 0;
}

/** The import when nobody works on it any more; how far it is is shown meanwhile. */
function atRest(staff: Client, id: string, what: 'read' | 'applied'): Promise<StockJob> {
  const from = performance.now();
  let before: number | null = null;
  return untilOver(
    async () => {
      const { stockImport } = await staff.run(operations.StockImportLinesDocument, { id, first: 1 });
      if (!stockImport) throw new StartProblem(`The store has no stock import ${id}.`);
      return stockImport;
    },
    ({ status }) => status !== 'QUEUED' && status !== 'READING' && status !== 'APPLYING',
    (seen, columns) => {
      const done = linesDone(seen, what);
      before ??= done;
      return stockBar(seen, what, ((done - before) / (performance.now() - from)) * 1_000, columns);
    },
  );
}

/** What a mutation made. Throws `StartProblem` with its refusals. */
function taken(payload: {
  readonly import: StockJob | null;
  readonly userErrors: readonly { readonly message: string }[];
}): StockJob {
  if (payload.import) return payload.import;
  throw new StartProblem(payload.userErrors.map(({ message }) => message).join('\n'));
}
