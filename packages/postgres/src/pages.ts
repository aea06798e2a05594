import type { EntityManager } from 'typeorm';
import type { Database } from './database.ts';

/** Reads a store's rows behind `after`, the id of the last row of the page before (null: from the first), in the order of their ids. */
export type ReadPage<Row extends { readonly id: string }> = (
  connection: EntityManager,
  tenantId: string,
  after: string | null,
  limit: number,
) => Promise<Row[]>;

/** A page is read in some milliseconds and fits into memory many times over, with an order's lines in each row. */
const PAGE = 500;

/** All of a store's rows, a page at a time, so that a table of any size can be walked. Each page shows the rows as they are when it is read. */
export async function* pagesOf<Row extends { readonly id: string }>(
  database: Database,
  tenantId: string,
  readPage: ReadPage<Row>,
): AsyncGenerator<readonly Row[]> {
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const page: Row[] = await database.read(tenantId, (connection) =>
      readPage(connection, tenantId, from, PAGE),
    );
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.id ?? null;
  }
}
