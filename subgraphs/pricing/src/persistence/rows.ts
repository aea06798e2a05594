import type { CurrencyCode } from '@longbox/money';

export interface PriceRow {
  readonly id: string;
  readonly variantId: string;
  readonly productId: string;
  /** Null for the base price list. */
  readonly channel: string | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly version: number;
  readonly updatedAt: Date;
}

/** A price that a statement changed. */
export interface ChangedPriceRow extends PriceRow {
  /** What it was before; null for a new price. */
  readonly previousMinor: number | null;
}

export interface SettingsRow {
  readonly tenantId: string;
  readonly taxBasisPoints: number;
  readonly pricesIncludeTax: boolean;
  readonly shippingMinor: number;
  readonly freeShippingFromMinor: number | null;
  readonly updatedAt: Date;
}

export interface MarketRow {
  readonly marketMinor: number;
  readonly lowMinor: number | null;
  readonly currency: CurrencyCode;
  readonly observedAt: Date;
  readonly weekAgoMinor: number | null;
}
