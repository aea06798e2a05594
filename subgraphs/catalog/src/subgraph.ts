import { assembleSubgraph, createTicks, type Subgraph, type SubgraphEnvironment } from '@longbox/subgraph';
import { createImportQueue } from './application/import-queue.ts';
import { createImportWorker } from './application/import-worker.ts';
import { createSearchChanges } from './application/hear-search-changes.ts';
import { createKeptAnswers } from './application/kept-answers.ts';
import { createKnownNames } from './application/known-names.ts';
import { readCatalogConfig, type CatalogConfig } from './config.ts';
import { openCatalogDatabase } from './database.ts';
import type { Context } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { HANDLERS, OFFERS_REBUILD } from './messaging/handlers.ts';
import type { SuggestedCard } from './persistence/card-lists.ts';
import { IMPORT_PROGRESS_CHANNEL } from './persistence/import-jobs.ts';
import type { Counts } from './persistence/product-facets.ts';
import { readNames } from './persistence/read-names.ts';
import { vacuumSearch } from './persistence/vacuum-search.ts';

/**
 * The catalog subgraph over its own database, which is brought to its newest migration first. What `config` leaves out is read from the
 * environment. Throws `InvalidEnvironment`, `DatabaseUnavailable` and `MigrationFailed`.
 */
export async function createCatalogSubgraph(
  environment: SubgraphEnvironment,
  config: Partial<CatalogConfig> = {},
): Promise<Subgraph> {
  const { databaseUrl, eventLog, peers } = environment;
  const { importFolder, importLeaseSeconds, poolSize } = { ...readCatalogConfig(), ...config };
  const now = environment.clock ?? (() => new Date());
  const logger = environment.logger.child({ subgraph: 'catalog' });
  const database = await openCatalogDatabase(databaseUrl, poolSize);

  const imports = createImportQueue(database, importFolder, now);
  const progress = createTicks((wake) => database.listen(IMPORT_PROGRESS_CHANNEL, wake));
  const searchCounts = createKeptAnswers<Counts>(now);
  const suggestions = createKeptAnswers<readonly SuggestedCard[]>(now);
  const names = createKnownNames(
    () => database.system(readNames),
    (err) =>
      logger.warn(
        { err },
        'the names of cards could not be read: suggestions are looked for in the database',
      ),
  );
  return assembleSubgraph({
    name: 'catalog',
    database,
    eventLog,
    relay: environment.relay,
    logger,
    resolvers,
    createContext: (caller): Context => ({
      caller,
      database,
      imports,
      peers,
      progress,
      now,
      searchCounts,
      names,
      suggestions,
      loaders: createLoaders(database, caller.store.id),
    }),
    consumers: { 'catalog.offers': HANDLERS },
    rebuilds: { 'catalog.offers': OFFERS_REBUILD },
    workers: [
      {
        // Searches are slower without it, and right.
        start: () =>
          vacuumSearch(database).catch((err: unknown) => {
            logger.warn(
              { err },
              'the tables of the search could not be vacuumed: VACUUM product_search makes searches fast',
            );
          }),
        stop: () => Promise.resolve(),
      },
      createSearchChanges(database, [searchCounts, suggestions, names]),
      { start: () => undefined, stop: () => progress.close() },
      createImportWorker({ database, folder: importFolder, leaseSeconds: importLeaseSeconds, now, logger }),
    ],
  });
}
