import { mayUseChannel, type Caller } from '@longbox/identity';

/** Whether the caller sees, and may act for, something of an owner: everything of nobody's, and one's own. `ownerId` is a customer's id. */
export function isOwnOrNobodys(ownerId: string | null, customerId: string | null): boolean {
  return ownerId === null || ownerId === customerId;
}

/** What decides who sees an order. */
export interface SeenOrder {
  readonly customerId: string | null;
  /** The channel. */
  readonly source: string;
  readonly externalId: string | null;
}

/** Staff and other subgraphs who work with orders see all orders of their store; so does a partner with the scope whose key is for every channel. */
export function seesAllOrders(caller: Caller): boolean {
  if (caller.kind === 'staff' || caller.kind === 'system')
    return caller.scopes.includes('orders:read') || caller.scopes.includes('fulfillment:read');
  return caller.kind === 'partner' && caller.channels === undefined && caller.scopes.includes('orders:read');
}

/**
 * Whether the caller sees an order. A guest's is seen by whoever holds its id, a customer's by that customer. A partner needs the scope
 * even for a guest's: its key is no shopper; without it, it sees what was sold on its channels by their own ids.
 */
export function seesOrder(caller: Caller, order: SeenOrder, customerId: string | null): boolean {
  if (seesAllOrders(caller)) return true;
  if (caller.kind !== 'partner') return isOwnOrNobodys(order.customerId, customerId);
  if (!mayUseChannel(caller, order.source)) return false;
  if (caller.scopes.includes('orders:read')) return true;
  const isOfChannels = caller.scopes.includes('channels:read') || caller.scopes.includes('channels:write');
  return isOfChannels && order.externalId !== null;
}

/** Whether the caller may have it cancelled: its customer, a guest by its id, staff with `orders:write`. */
export function maySpeakFor(caller: Caller, ownerId: string | null, customerId: string | null): boolean {
  if (caller.kind === 'staff' || caller.kind === 'partner' || caller.kind === 'system')
    return caller.scopes.includes('orders:write');
  return isOwnOrNobodys(ownerId, customerId);
}

/** Who did it, for the timeline: a person's subject stays inside the store, since only staff see actors. */
export function actorOf(caller: Caller): string {
  return caller.kind === 'anonymous' ? 'guest' : `${caller.kind}:${caller.subject}`;
}
