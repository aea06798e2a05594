import { INBOX_MIGRATIONS, OUTBOX_MIGRATIONS } from '@longbox/events';
import { VARIANT_DIRECTORY_MIGRATIONS } from '@longbox/variant-directory';
import { Carts1763712000000 } from './migrations/1763712000000-carts.ts';
import { Orders1763712060000 } from './migrations/1763712060000-orders.ts';
import { LivePositions1763712180000 } from './migrations/1763712180000-live-positions.ts';
import { OrderTraces1763712300000 } from './migrations/1763712300000-order-traces.ts';
import { OrdersChangeInPlace1763712240000 } from './migrations/1763712240000-orders-change-in-place.ts';
import { PaymentsAndTimers1763712120000 } from './migrations/1763712120000-payments-and-timers.ts';

/** All migrations of the order database. */
export const MIGRATIONS = [
  Carts1763712000000,
  Orders1763712060000,
  PaymentsAndTimers1763712120000,
  LivePositions1763712180000,
  OrdersChangeInPlace1763712240000,
  OrderTraces1763712300000,
  ...OUTBOX_MIGRATIONS,
  ...INBOX_MIGRATIONS,
  ...VARIANT_DIRECTORY_MIGRATIONS,
];
