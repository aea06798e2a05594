import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startStack, type Stack } from '../stack.ts';
import { fillReadModel } from './fill-read-model.ts';
import { fillReference } from './fill-reference.ts';
import { fillCatalog, fillInventory, fillPricing, storesOf, type BenchStore } from './fill-stores.ts';
import { SAMPLE_STORE, sellSamples } from './sell-samples.ts';
import type { Size } from './size.ts';

/** The generated installation, running. */
export interface BenchCatalog {
  readonly stack: Stack;
  /** The largest first. */
  readonly stores: readonly BenchStore[];
}

/** How far the filling of a folder is; an interrupted one goes on where it was. */
interface Progress {
  readonly size: Size;
  readonly done: readonly string[];
}

/**
 * Starts the installation of a size from its folder, which is filled first unless an earlier run did: printings, stores, prices, stock and what the
 * search makes of them, by SQL; beside one more store that sells the sample cards of the repository.
 */
export async function openBenchCatalog(
  folder: string,
  size: Size,
  say: (line: string) => void,
): Promise<BenchCatalog> {
  const stores = storesOf(size);
  let { done } = progressOf(folder, size);
  if (done.length === 0) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeStoresFile(folder, stores);
  }
  const steps = stepsOf(size, stores);
  if (steps.some(([what]) => !done.includes(what))) {
    const stack = await start(folder);
    try {
      for (const [what, work] of steps) {
        if (done.includes(what)) continue;
        const begun = performance.now();
        await work(stack);
        say(`${what} (${((performance.now() - begun) / 1_000).toFixed(1)} s)`);
        done = [...done, what];
        writeFileSync(progressFile(folder), JSON.stringify({ size, done } satisfies Progress));
      }
    } finally {
      await stack.stop();
    }
  }
  return { stack: await start(folder), stores };
}

const progressFile = (folder: string) => join(folder, 'filled.json');
const storesFile = (folder: string) => join(folder, 'stores.json');
const start = (folder: string) => startStack({ LONGBOX_STORES_FILE: storesFile(folder) }, folder);

function progressOf(folder: string, size: Size): Progress {
  const none = { size, done: [] };
  if (!existsSync(progressFile(folder))) return none;
  const noted = JSON.parse(readFileSync(progressFile(folder), 'utf8')) as Progress;
  return JSON.stringify(noted.size) === JSON.stringify(size) ? noted : none;
}

function writeStoresFile(folder: string, stores: readonly BenchStore[]): void {
  const listed = [...stores, SAMPLE_STORE].map(({ id, slug }) => ({ id, slug, name: slug, currency: 'USD' }));
  writeFileSync(storesFile(folder), JSON.stringify({ stores: listed, apiKeys: [] }));
}

type Step = readonly [what: string, work: (stack: Stack) => Promise<unknown>];

function stepsOf(size: Size, stores: readonly BenchStore[]): Step[] {
  return [
    ['the sample cards are for sale', sellSamples],
    [
      'cards and printings are made',
      (stack) => within(stack, 'catalog', (client) => fillReference(client, size)),
    ],
    [
      'products and variants are made',
      (stack) => within(stack, 'catalog', (client) => fillCatalog(client, size, stores)),
    ],
    ['the search knows them', (stack) => fillReadModel(stack.databases['catalog'] ?? '', stores)],
    ['pricing has the prices', (stack) => within(stack, 'pricing', (client) => fillPricing(client, stores))],
    [
      'inventory has the stock',
      (stack) => within(stack, 'inventory', (client) => fillInventory(client, stores)),
    ],
    ...(['catalog', 'pricing', 'inventory'] as const).map((name): Step => [
      `${name} is vacuumed`,
      (stack) => on(stack, name, (client) => client.query('VACUUM (ANALYZE)')),
    ]),
  ];
}

async function on(stack: Stack, name: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: stack.inspect(name) });
  await client.connect();
  try {
    // What is generated can be generated again.
    await client.query('SET synchronous_commit = off');
    await work(client);
  } finally {
    await client.end();
  }
}

/** All of it or nothing. */
const within = (stack: Stack, name: string, work: (client: pg.Client) => Promise<unknown>) =>
  on(stack, name, async (client) => {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  });
