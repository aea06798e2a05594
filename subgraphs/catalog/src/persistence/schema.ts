import { INBOX_MIGRATIONS, OUTBOX_MIGRATIONS } from '@longbox/events';
import { IdempotencyKeys1790000000200 } from '@longbox/postgres';
import { ReferenceCards1795000000000 } from './migrations/1795000000000-reference-cards.ts';
import { Products1795000000100 } from './migrations/1795000000100-products.ts';
import { ImportJobs1795000000200 } from './migrations/1795000000200-import-jobs.ts';
import { CardSearch1795000000300 } from './migrations/1795000000300-card-search.ts';
import { ListingChanges1796000000000 } from './migrations/1796000000000-listing-changes.ts';
import { ImportSpeed1796000000100 } from './migrations/1796000000100-import-speed.ts';
import { ImportCancelling1796000000200 } from './migrations/1796000000200-import-cancelling.ts';
import { ListingJobs1796000000300 } from './migrations/1796000000300-listing-jobs.ts';
import { DerivedRows1796000000400 } from './migrations/1796000000400-derived-rows.ts';
import { SearchSpeed1796000000500 } from './migrations/1796000000500-search-speed.ts';
import { StockImports1796000000600 } from './migrations/1796000000600-stock-imports.ts';
import { Categories1796000000700 } from './migrations/1796000000700-categories.ts';
import { SearchVacuum1796000000800 } from './migrations/1796000000800-search-vacuum.ts';
import { ProductRanks1796000000900 } from './migrations/1796000000900-product-ranks.ts';
import { NamesLike1796000001000 } from './migrations/1796000001000-names-like.ts';
import { TagsAndVendors1796000001100 } from './migrations/1796000001100-tags-and-vendors.ts';
import { SearchChanges1796000001200 } from './migrations/1796000001200-search-changes.ts';

export { ENTITIES } from './entities.ts';

/** In the order of their timestamps. */
export const MIGRATIONS = [
  ...OUTBOX_MIGRATIONS,
  ...INBOX_MIGRATIONS,
  IdempotencyKeys1790000000200,
  ReferenceCards1795000000000,
  Products1795000000100,
  ImportJobs1795000000200,
  CardSearch1795000000300,
  ListingChanges1796000000000,
  ImportSpeed1796000000100,
  ImportCancelling1796000000200,
  ListingJobs1796000000300,
  DerivedRows1796000000400,
  SearchSpeed1796000000500,
  StockImports1796000000600,
  Categories1796000000700,
  SearchVacuum1796000000800,
  ProductRanks1796000000900,
  NamesLike1796000001000,
  TagsAndVendors1796000001100,
  SearchChanges1796000001200,
];
