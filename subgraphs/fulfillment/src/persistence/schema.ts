import { INBOX_MIGRATIONS, OUTBOX_MIGRATIONS } from '@longbox/events';
import { IdempotencyKeys1790000000200, type MigrationClass } from '@longbox/postgres';
import { BatchEntity, ShipmentEntity } from './entities.ts';
import { Fulfillment1794000000000 } from './migrations/1794000000000-fulfillment.ts';
import { LineCounts1794000000100 } from './migrations/1794000000100-line-counts.ts';

/** Everything that the fulfillment database is made of. */
export const MIGRATIONS: readonly MigrationClass[] = [
  ...OUTBOX_MIGRATIONS,
  ...INBOX_MIGRATIONS,
  IdempotencyKeys1790000000200,
  Fulfillment1794000000000,
  LineCounts1794000000100,
];

export const ENTITIES = [BatchEntity, ShipmentEntity];
