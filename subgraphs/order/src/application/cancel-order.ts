import type { Caller } from '@longbox/identity';
import { isId } from '@longbox/ids';
import { accept, refuse, type Outcome } from '@longbox/outcome';
import type { OrderRefusalCode } from '../domain/statuses.ts';
import { textProblem } from '../domain/text.ts';
import { actorOf, maySpeakFor } from './visibility.ts';
import { findVisibleOrders } from './read-orders.ts';
import type { Services } from './services.ts';

const MOST_REASON_CHARACTERS = 500;

/** The caller sees the order and may not change it. */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
}

/**
 * Asks for an order to be cancelled: at once while it is being secured, through fulfillment once it is confirmed. Done again it answers the
 * same. Answers the order's id. Throws `NotPermitted` for staff without `orders:write`.
 */
export async function cancelOrder(
  services: Services,
  caller: Caller,
  id: string,
  reason: string | null,
): Promise<Outcome<string, OrderRefusalCode>> {
  const note = reason?.trim() || null;
  const problem = note === null ? undefined : textProblem(note, MOST_REASON_CHARACTERS);
  if (problem) return refuse('INVALID', problem, ['reason']);
  const { orders, customerId } = isId(id)
    ? await findVisibleOrders(services, caller, [id])
    : { orders: new Map<string, never>(), customerId: null };
  const order = orders.get(id.toLowerCase());
  if (!order) return refuse('NOT_FOUND', 'There is no such order.', ['id']);
  if (!maySpeakFor(caller, order.customerId, customerId))
    throw new NotPermitted('This needs the scope orders:write.');
  const tenantId = caller.store.id;
  const decision = await services.advance(tenantId, {
    orderId: order.id,
    event: { type: 'CancelRequested', note },
    actor: actorOf(caller),
  });
  if (decision?.does === 'refuse') return refuse('NOT_ALLOWED_NOW', decision.because, ['id']);
  return accept(order.id);
}
