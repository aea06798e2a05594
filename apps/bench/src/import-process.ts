import { createCatalogSubgraph } from '@longbox/catalog';
import type { Caller } from '@longbox/identity';
import { createOperationRunner } from '@longbox/subgraph';
import { SILENT_LOG } from '@longbox/subgraph/under-test';
import { pino } from 'pino';
import { waitUntil } from './waiting.ts';

/** What one import cost, as the process that did it tells its parent. */
export interface ImportCost {
  readonly ms: number;
  readonly peakRssMb: number;
  readonly processorMs: number;
  readonly job: Job;
}

interface Job {
  readonly status: string;
  readonly processed: number;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

const DEADLINE_MS = 280_000;
const START = `mutation ($path: String!) { startCatalogImport(input: { game: MTG, path: $path }) {
  job { id } userErrors { message } } }`;
const JOB = `query ($id: ID!) { catalogImportJob(id: $id) {
  status processed created updated skipped failed startedAt finishedAt } }`;

/**
 * The catalog as production runs it, in a process of its own, so that the memory it takes is its own: imports one file and says what it
 * cost. Arguments: the database's URL, the store's id, the import folder, the file in it.
 */
async function main([databaseUrl = '', storeId = '', importFolder = '', path = '']: readonly string[]) {
  const logger = pino({ level: 'error' });
  const peers = { ask: () => Promise.reject(new Error('an import asks no peer')) };
  const catalog = await createCatalogSubgraph(
    { databaseUrl, eventLog: SILENT_LOG, logger, peers },
    { importFolder },
  );
  await catalog.start();
  const caller: Caller = {
    kind: 'staff',
    subject: 'bench',
    store: { id: storeId, slug: 'bench', name: 'Bench', currency: 'USD' },
    scopes: ['catalog:write'],
    correlationId: 'bench',
  };
  const runner = createOperationRunner(catalog.schema, logger);
  async function ask<T>(query: string, variables: Record<string, unknown>): Promise<T> {
    const { data, errors } = await runner.run({ query, variables }, catalog.createContext(caller));
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data as T;
  }

  const processorBefore = process.cpuUsage();
  const { startCatalogImport } = await ask<{
    startCatalogImport: { job: { id: string } | null; userErrors: { message: string }[] };
  }>(START, { path });
  const id = startCatalogImport.job?.id;
  if (id === undefined)
    throw new Error(startCatalogImport.userErrors.map(({ message }) => message).join('; '));
  let job: Job | undefined;
  await waitUntil('the import to end', DEADLINE_MS, async () => {
    ({ catalogImportJob: job } = await ask<{ catalogImportJob: Job }>(JOB, { id }));
    return job.finishedAt !== null;
  });
  if (!job) throw new Error('the job is gone');
  const { user, system } = process.cpuUsage(processorBefore);
  const cost: ImportCost = {
    ms: Date.parse(job.finishedAt ?? '') - Date.parse(job.startedAt ?? ''),
    peakRssMb: process.resourceUsage().maxRSS / 1_024,
    processorMs: (user + system) / 1_000,
    job,
  };
  console.log(JSON.stringify(cost));
  await catalog.stop();
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
