import type { Caller } from '@longbox/identity';
import type { Money } from '@longbox/money';
import { accept, refusal, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import type { Database } from '@longbox/postgres';
import { moneyRefusals } from '../domain/price-list.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import type { SettingsRow } from '../persistence/rows.ts';
import { patchSettings, settingsOf } from '../persistence/settings.ts';

/** What is left out stays as it is; `freeShippingFrom: null` means that shipping is never free. */
export interface SettingsChange {
  readonly taxBasisPoints?: number | null | undefined;
  readonly pricesIncludeTax?: boolean | null | undefined;
  readonly shipping?: Money | null | undefined;
  readonly freeShippingFrom?: Money | null | undefined;
}

const MOST_BASIS_POINTS = 10_000;

/** Tax and shipping of the caller's store, as they are. */
export function readSettings(
  { database }: { readonly database: Database },
  { store }: Caller,
): Promise<SettingsRow> {
  return database.read(store.id, (connection) => settingsOf(connection, store.id));
}

/** Changes tax and shipping of the caller's store. */
export async function updateSettings(
  { database, clock }: { readonly database: Database; readonly clock: () => Date },
  caller: Caller,
  change: SettingsChange,
): Promise<Outcome<SettingsRow, RefusalCode>> {
  const refusals = settingsRefusals(change, caller);
  if (refusals.length > 0) return refuseAll(refusals);
  const tenantId = caller.store.id;
  return database.transaction(tenantId, async (tx) => {
    const patch = {
      taxBasisPoints: change.taxBasisPoints ?? undefined,
      pricesIncludeTax: change.pricesIncludeTax ?? undefined,
      shippingMinor: change.shipping?.amount,
      freeShippingFromMinor: change.freeShippingFrom === null ? null : change.freeShippingFrom?.amount,
    };
    await patchSettings(tx, tenantId, patch, clock());
    return accept(await settingsOf(tx, tenantId));
  });
}

function settingsRefusals(change: SettingsChange, { store }: Caller): Refusal<RefusalCode>[] {
  const refusals: Refusal<RefusalCode>[] = [];
  const { taxBasisPoints: tax } = change;
  if (tax != null && (tax < 0 || tax > MOST_BASIS_POINTS))
    refusals.push(
      refusal('INVALID', `Tax is 0 to ${MOST_BASIS_POINTS} basis points (19 % is 1900), not ${tax}.`, [
        'input',
        'taxBasisPoints',
      ]),
    );
  for (const field of ['shipping', 'freeShippingFrom'] as const) {
    const given = change[field];
    if (given) refusals.push(...moneyRefusals(given, store.currency, ['input', field], 0));
  }
  return refusals;
}
