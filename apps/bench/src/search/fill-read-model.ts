import { ENTITIES, refreshCardSearch, refreshProductSearch } from '@longbox/catalog';
import { openDatabase, type Database } from '@longbox/postgres';
import type { BenchStore } from './fill-stores.ts';

/** As many as an import writes at once, and as many products as follow a printing at once, or so. */
const PRINTS_AT_ONCE = 2_000;
const PRODUCTS_AT_ONCE = 1_000;

/** What the catalog's search knows, made by the catalog's own code; answers how long each part took in seconds. */
export async function fillReadModel(url: string, stores: readonly BenchStore[]) {
  const database = await openDatabase({ name: 'catalog', url, entities: ENTITIES, poolSize: 4 });
  try {
    const start = performance.now();
    await refreshCards(database);
    const between = performance.now();
    await refreshProducts(database, stores);
    return { cardSeconds: (between - start) / 1_000, productSeconds: (performance.now() - between) / 1_000 };
  } finally {
    await database.close();
  }
}

async function refreshCards(database: Database): Promise<void> {
  const rows = await database.system((connection) =>
    connection.query<{ id: string }[]>('SELECT id FROM prints ORDER BY id'),
  );
  for (let from = 0; from < rows.length; from += PRINTS_AT_ONCE) {
    const printIds = rows.slice(from, from + PRINTS_AT_ONCE).map(({ id }) => id);
    await database.systemTransaction((tx) => refreshCardSearch(tx, { printIds, cardIds: [], setIds: [] }));
  }
}

async function refreshProducts(database: Database, stores: readonly BenchStore[]): Promise<void> {
  const waiting = [...stores];
  const work = async () => {
    for (let store = waiting.shift(); store; store = waiting.shift()) {
      const { id } = store;
      const rows = await database.read(id, (connection) =>
        connection.query<{ id: string }[]>('SELECT id FROM products WHERE tenant_id = $1 ORDER BY id', [id]),
      );
      for (let from = 0; from < rows.length; from += PRODUCTS_AT_ONCE) {
        const ids = rows.slice(from, from + PRODUCTS_AT_ONCE).map((row) => row.id);
        await database.transaction(id, (tx) => refreshProductSearch(tx, id, ids));
      }
    }
  };
  await Promise.all([work(), work()]);
}
