import { join } from 'node:path';
import { integer, readEnvironment, text } from '@longbox/config';

/** How the catalog works; every value has a default. */
export interface CatalogConfig {
  /** The folder that card files are imported from; nothing outside of it is ever read. */
  readonly importFolder: string;
  /** After how many seconds an import is taken up by another process when the one that runs it gives no sign of life. */
  readonly importLeaseSeconds: number;
  /** Connections to the database that one process keeps at most. */
  readonly poolSize: number;
}

/** The sample files that come with the repository; a lease that outlasts a slow batch; ten connections are what two cores keep busy. */
export const DEFAULT_CONFIG: CatalogConfig = {
  importFolder: join(import.meta.dirname, '../samples'),
  importLeaseSeconds: 15,
  poolSize: 10,
};

/** The variables that the catalog reads. */
export const CATALOG_ENVIRONMENT = {
  CATALOG_IMPORT_DIR: text('the path of a folder')
    .optional()
    .describe('The folder that card files are imported from. Unset: the samples of the repository.'),
  CATALOG_IMPORT_LEASE_SECONDS: integer(1, 3_600, 'seconds')
    .default(DEFAULT_CONFIG.importLeaseSeconds)
    .describe('When an import is taken up again after its process died.'),
  CATALOG_POOL_SIZE: integer(2, 200, 'connections')
    .default(DEFAULT_CONFIG.poolSize)
    .describe('Connections to the catalog database that one process keeps at most.'),
};

/** Reads the configuration from the environment. Throws `InvalidEnvironment`. */
export function readCatalogConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): CatalogConfig {
  const read = readEnvironment(CATALOG_ENVIRONMENT, environment);
  return {
    importFolder: read.CATALOG_IMPORT_DIR ?? DEFAULT_CONFIG.importFolder,
    importLeaseSeconds: read.CATALOG_IMPORT_LEASE_SECONDS,
    poolSize: read.CATALOG_POOL_SIZE,
  };
}
