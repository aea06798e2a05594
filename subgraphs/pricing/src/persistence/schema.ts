import { INBOX_MIGRATIONS, OUTBOX_MIGRATIONS } from '@longbox/events';
import { IdempotencyKeys1790000000200, type MigrationClass } from '@longbox/postgres';
import { VARIANT_DIRECTORY_MIGRATIONS } from '@longbox/variant-directory';
import { SettingsEntity } from './entities.ts';
import { Prices1793000000000 } from './migrations/1793000000000-prices.ts';

/** Everything that the pricing database is made of. */
export const MIGRATIONS: readonly MigrationClass[] = [
  ...OUTBOX_MIGRATIONS,
  ...INBOX_MIGRATIONS,
  ...VARIANT_DIRECTORY_MIGRATIONS,
  IdempotencyKeys1790000000200,
  Prices1793000000000,
];

export const ENTITIES = [SettingsEntity];
