import type { Caller } from '@longbox/identity';

/** Whether the caller sees, and may act for, something of an owner: everything of nobody's, and one's own. `ownerId` is a customer's id. */
export function isOwnOrNobodys(ownerId: string | null, customerId: string | null): boolean {
  return ownerId === null || ownerId === customerId;
}

/** Staff and other subgraphs who work with orders see all orders of their store. */
export function seesAllOrders(caller: Caller): boolean {
  if (caller.kind === 'staff' || caller.kind === 'system')
    return caller.scopes.includes('orders:read') || caller.scopes.includes('fulfillment:read');
  return caller.kind === 'partner' && caller.scopes.includes('orders:read');
}

/**
 * Whether the caller sees an order. A guest's is seen by whoever holds its id, a customer's by that customer. A partner needs the scope
 * even for a guest's: its key is no shopper.
 */
export function seesOrder(caller: Caller, ownerId: string | null, customerId: string | null): boolean {
  if (seesAllOrders(caller)) return true;
  return caller.kind !== 'partner' && isOwnOrNobodys(ownerId, customerId);
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
