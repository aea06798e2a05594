import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import { systemCaller, type Peers, type SubgraphName } from '@longbox/subgraph';
import { askById, askBySku } from './ask-catalog.ts';
import { findVariants, findVariantsBySku, plausibleIds, plausibleSkus } from './find-variants.ts';
import type { KnownVariant } from './known-variant.ts';
import { keepVariants } from './store-variants.ts';

/** What the catalog sells, as another subgraph knows it; what it does not know yet it asks the catalog for, and keeps. */
export interface VariantDirectory {
  /**
   * The variants of the caller's store with these ids, by id (lower case). What the catalog does not have either is left out. Not to
   * be called inside a transaction: it may ask the catalog over the network. Throws `PeerUnavailable` when it had to and could not, and
   * a RangeError for more than `MOST_VARIANTS`.
   */
  find(caller: Caller, ids: readonly string[]): Promise<Map<string, KnownVariant>>;
  /** The same by SKU. */
  findBySku(caller: Caller, skus: readonly string[]): Promise<Map<string, KnownVariant>>;
}

export interface VariantDirectoryOptions {
  /** The database of the subgraph; it has the directory's migrations. */
  readonly database: Database;
  readonly peers: Peers;
  /** In whose name the catalog is asked. */
  readonly subgraph: SubgraphName;
}

/** A directory over the subgraph's own table `known_variants`. One statement when all is known. */
export function createVariantDirectory({
  database,
  peers,
  subgraph,
}: VariantDirectoryOptions): VariantDirectory {
  async function learn(
    caller: Caller,
    missing: readonly string[],
    ask: typeof askById,
  ): Promise<readonly KnownVariant[]> {
    if (missing.length === 0) return [];
    const learned = await ask(peers, systemCaller(caller.store, subgraph, caller.correlationId), missing);
    if (learned.length > 0)
      await database.transaction(caller.store.id, (tx) => keepVariants(tx, caller.store.id, learned));
    return learned;
  }

  return {
    async find(caller, ids) {
      const asked = plausibleIds(ids);
      const known = await database.read(caller.store.id, (connection) =>
        findVariants(connection, caller.store.id, asked),
      );
      const missing = asked.filter((id) => !known.has(id));
      for (const variant of await learn(caller, missing, askById)) known.set(variant.variantId, variant);
      return known;
    },
    async findBySku(caller, skus) {
      const asked = plausibleSkus(skus);
      const known = await database.read(caller.store.id, (connection) =>
        findVariantsBySku(connection, caller.store.id, asked),
      );
      const missing = asked.filter((sku) => !known.has(sku));
      for (const variant of await learn(caller, missing, askBySku)) known.set(variant.sku, variant);
      return known;
    },
  };
}
