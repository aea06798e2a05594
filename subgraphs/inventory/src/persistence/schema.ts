import { INBOX_MIGRATIONS, OUTBOX_MIGRATIONS } from '@longbox/events';
import { IdempotencyKeys1790000000200, type MigrationClass } from '@longbox/postgres';
import { VARIANT_DIRECTORY_MIGRATIONS } from '@longbox/variant-directory';
import { LocationEntity } from './entities.ts';
import { Stock1792000000000 } from './migrations/1792000000000-stock.ts';
import { Reservations1792000000100 } from './migrations/1792000000100-reservations.ts';

/** Everything that the inventory database is made of. */
export const MIGRATIONS: readonly MigrationClass[] = [
  ...OUTBOX_MIGRATIONS,
  ...INBOX_MIGRATIONS,
  ...VARIANT_DIRECTORY_MIGRATIONS,
  IdempotencyKeys1790000000200,
  Stock1792000000000,
  Reservations1792000000100,
];

export const ENTITIES = [LocationEntity];
