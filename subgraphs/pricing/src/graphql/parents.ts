import type { CurrencyCode } from '@longbox/money';
import type { userErrors } from '@longbox/subgraph';
import type { RefusalCode } from '../domain/refusals.ts';
import type { PricedLine } from '../domain/quote.ts';
import type { PriceRow, SettingsRow } from '../persistence/rows.ts';

type UserErrors = ReturnType<typeof userErrors<RefusalCode>>;

/** An entity of another subgraph, as the gateway names it. */
export interface EntityReference {
  readonly id: string;
}

export interface QuoteLineParent extends PricedLine {
  readonly currency: CurrencyCode;
}

export interface SettingsParent extends SettingsRow {
  readonly currency: CurrencyCode;
}

export interface SetPricesParent {
  readonly prices: readonly PriceRow[] | null;
  readonly userErrors: UserErrors;
}

export interface UpdateSettingsParent {
  readonly settings: SettingsParent | null;
  readonly userErrors: UserErrors;
}

/** A listing as the catalog names it: its id is the variant's. */
export interface ListingReference {
  readonly id: string;
  readonly listed: boolean;
}
