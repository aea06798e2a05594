import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { catalogVariant, type CatalogVariant, type Inventory } from './inventory.fixtures.ts';

const ADJUST = `mutation ($input: AdjustInventoryInput!) {
  adjustInventory(input: $input) {
    items { id onHand reserved available safetyStock bin location { code } variant { id } }
    userErrors { code message field }
  }
}`;

export interface AdjustedItem {
  readonly id: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly safetyStock: number;
  readonly bin: string | null;
  readonly location: { readonly code: string };
  readonly variant: { readonly id: string };
}

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export interface Adjusted {
  readonly items: readonly AdjustedItem[] | null;
  readonly userErrors: readonly UserError[];
}

/** A store as the tests use it: its locations, what it sells, and the few things that are done in every test. */
export class StoreUnderTest {
  readonly #inventory: Inventory;
  readonly staff: Caller;
  readonly tenantId: string;

  constructor(inventory: Inventory, staff: Caller) {
    this.#inventory = inventory;
    this.staff = staff;
    this.tenantId = staff.store.id;
  }

  /** A new variant that the catalog has; inventory has not heard of it. */
  variant(sku = `SKU-${newId()}`, productId?: string): CatalogVariant {
    const variant = catalogVariant(sku, productId);
    this.#inventory.catalog.variants.set(variant.id, variant);
    return variant;
  }

  async location(code: string): Promise<string> {
    const { createLocation } = await this.#inventory.ask<{ createLocation: { location: { id: string } } }>(
      this.staff,
      `mutation ($code: String!) {
        createLocation(input: { code: $code, name: $code, type: WAREHOUSE }) { location { id } userErrors { message } }
      }`,
      { code },
    );
    return createLocation.location.id;
  }

  async adjust(input: Record<string, unknown>): Promise<Adjusted> {
    const { adjustInventory } = await this.#inventory.ask<{ adjustInventory: Adjusted }>(this.staff, ADJUST, {
      input,
    });
    return adjustInventory;
  }

  /** Puts pieces on hand. Throws when it is refused. */
  async stock(variant: CatalogVariant, quantity: number, locationCode?: string): Promise<AdjustedItem> {
    const lines = [{ variantId: variant.id, quantity, ...(locationCode ? { locationCode } : {}) }];
    const { items, userErrors } = await this.adjust({ reason: 'RESTOCK', lines });
    const [item] = items ?? [];
    if (!item) throw new Error(userErrors.map(({ message }) => message).join());
    return item;
  }

  /** Places an order; answers what its lines became, for the other events. */
  async place(
    wanted: readonly (readonly [CatalogVariant, number])[],
    { orderId = newId(), channel = 'online', holdSeconds = 900 } = {},
  ): Promise<{ orderId: string; lines: { orderLineId: string; variantId: string; quantity: number }[] }> {
    const lines = wanted.map(([{ id }, quantity]) => ({ orderLineId: newId(), variantId: id, quantity }));
    const reserveUntil = new Date(this.#inventory.now.getTime() + holdSeconds * 1_000);
    const number = `N-${orderId}`;
    await this.#inventory.deliver(this.tenantId, 'OrderPlaced', {
      orderId,
      number,
      channel,
      reserveUntil,
      lines,
    });
    return { orderId, lines };
  }

  cancel(orderId: string): Promise<void> {
    return this.#inventory.deliver(this.tenantId, 'OrderCancelled', {
      orderId,
      reason: 'REQUESTED',
      message: 'Cancelled.',
    });
  }

  confirm(orderId: string): Promise<void> {
    const address = {
      name: 'A',
      line1: 'B',
      line2: null,
      city: 'C',
      region: null,
      postalCode: '1',
      countryCode: 'US',
    };
    const data = {
      orderId,
      number: 'N',
      currency: 'USD',
      totalMinor: 1,
      shippingAddress: address,
      lines: [],
    };
    return this.#inventory.deliver(this.tenantId, 'OrderConfirmed', data);
  }

  ship(
    orderId: string,
    lines: readonly { readonly orderLineId: string; readonly quantity: number }[],
    shipmentId = newId(),
  ): Promise<void> {
    const parcel = { carrier: null, service: null, trackingNumber: null, shippedAt: this.#inventory.now };
    return this.#inventory.deliver(this.tenantId, 'ShipmentShipped', {
      orderId,
      shipmentId,
      ...parcel,
      lines,
    });
  }

  /** `[on hand, reserved]` of a variant at each of its locations. */
  async pieces(variant: CatalogVariant): Promise<[number, number][]> {
    const { inventoryItems } = await this.#inventory.ask<{
      inventoryItems: { edges: { node: { onHand: number; reserved: number } }[] };
    }>(
      this.staff,
      `query ($variantId: ID!) {
        inventoryItems(filter: { variantId: $variantId }) { edges { node { onHand reserved } } }
      }`,
      { variantId: variant.id },
    );
    return inventoryItems.edges.map(({ node }) => [node.onHand, node.reserved]);
  }
}
