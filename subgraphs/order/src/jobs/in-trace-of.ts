import { here, inTrace } from '@longbox/telemetry';
import type { Services } from '../application/services.ts';
import { findTraceparent } from '../persistence/order-queries.ts';

interface OfAnOrder {
  readonly tenantId: string;
  readonly orderId: string;
}

/** Does work of an order's saga in the trace that the order was placed in. Where traces are recorded it is looked up: one statement. */
export async function inTraceOf(
  { database }: Services,
  { tenantId, orderId }: OfAnOrder,
  name: string,
  work: () => Promise<void>,
): Promise<void> {
  if (here() === undefined) return work();
  const parent = await database.read(tenantId, (connection) =>
    findTraceparent(connection, tenantId, orderId),
  );
  if (parent === null) return work();
  return inTrace({ name, parent, attributes: { 'longbox.order_id': orderId } }, work);
}
