import type { Rebuild } from '@longbox/events';
import { KnownVariants1790000000100 } from './migrations/1790000000100-known-variants.ts';

export {
  MOST_VARIANTS,
  findVariants,
  findVariantsBySku,
  findVariantsOfProducts,
  knownVariantsPage,
} from './find-variants.ts';
export type { KnownVariant } from './known-variant.ts';
export { onProductChanged } from './store-variants.ts';
export {
  createVariantDirectory,
  type VariantDirectory,
  type VariantDirectoryOptions,
} from './variant-directory.ts';

/**
 * How a directory is made again from the events, by the consumer whose only handler is `onProductChanged`. What the catalog was asked for,
 * which no event told, stays.
 */
export const VARIANT_DIRECTORY_REBUILD: Rebuild = {
  tables: ['known_variants'],
  keep: { known_variants: 'version = 0' },
};

/** To be listed among the migrations of each subgraph that keeps a directory. */
export const VARIANT_DIRECTORY_MIGRATIONS = [KnownVariants1790000000100];
