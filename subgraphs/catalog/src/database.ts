import type { Database } from '@longbox/postgres';
import { openOwnDatabase } from '@longbox/subgraph';
import { GAMES } from './import/sources/registry.ts';
import { keepGames } from './persistence/keep-games.ts';
import { ENTITIES, MIGRATIONS } from './persistence/schema.ts';

/**
 * Opens the catalog's database and brings it to its newest migration and to the games that this release knows. Throws `DatabaseUnavailable`, `UnsafeRole` and
 * `MigrationFailed`.
 */
export function openCatalogDatabase(url: string, poolSize: number): Promise<Database> {
  return openOwnDatabase({
    name: 'catalog',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    afterMigrations: (tx) => keepGames(tx, GAMES),
    poolSize,
  });
}
