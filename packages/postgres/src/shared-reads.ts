import type { Database } from './database.ts';
import { createSharedRuns } from './shared-runs.ts';

/** Values for keys, in their order. */
type Read<Scope, Key, Value> = (scope: Scope, keys: readonly Key[]) => Promise<readonly Value[]>;

export interface SharedReadsOptions<Scope> {
  /** What may be read in one statement has the same text here: the store, and whatever else decides what its rows say. */
  readonly together: (scope: Scope) => string;
  /** Keys of one statement, if no request asks for more by itself. */
  readonly mostKeys?: number;
}

/** The gateway asks for no more than a page of each list. */
const MOST_KEYS = 1_000;

/**
 * A read by keys that requests do together: what is asked for while a statement of its kind is under way waits for its end, and then goes
 * as one statement. Nobody waits when nobody else reads. A statement is sent after everything that it answers was asked for, so whoever has
 * written reads what they wrote. When one statement for several fails, each is read by itself: a failure is only for whose it is. (Two
 * statements side by side would each take half of the keys: the product page took 40 % more processor time then.)
 */
export function createSharedReads<Scope, Key, Value>(
  read: Read<Scope, Key, Value>,
  { together, mostKeys = MOST_KEYS }: SharedReadsOptions<Scope>,
): Read<Scope, Key, Value> {
  const shared = createSharedRuns<Asked<Scope, Key>, readonly Value[]>({
    most: mostKeys,
    sizeOf: ({ keys }) => keys.length,
    async run(_name, all) {
      const [{ scope }] = all as [Asked<Scope, Key>];
      const values = await read(
        scope,
        all.flatMap(({ keys }) => keys),
      );
      let from = 0;
      return all.map(({ keys }) => values.slice(from, (from += keys.length)));
    },
    onSharedFailure: () => undefined,
  });
  return (scope, keys) => shared(together(scope), { scope, keys });
}

interface Asked<Scope, Key> {
  readonly scope: Scope;
  readonly keys: readonly Key[];
}

/** Shared reads of a database whose rows are a store's, and say the same to whoever of the store asks. */
export function createStoreReads(database: Database) {
  return <Key, Value>(
    find: (connection: Connection, tenantId: string, keys: readonly Key[]) => Promise<readonly Value[]>,
  ): Read<string, Key, Value> =>
    createSharedReads(
      (tenantId, keys) => database.read(tenantId, (connection) => find(connection, tenantId, keys)),
      { together: (tenantId) => tenantId },
    );
}

type Connection = Parameters<Parameters<Database['read']>[1]>[0];
