import type { EntityManager } from 'typeorm';
import { SettingsEntity } from './entities.ts';
import type { SettingsRow } from './rows.ts';

/** A store that has set nothing charges neither tax nor shipping. */
const UNSET = { taxBasisPoints: 0, pricesIncludeTax: false, shippingMinor: 0, freeShippingFromMinor: null };

export async function settingsOf(connection: EntityManager, tenantId: string): Promise<SettingsRow> {
  const found = await connection.findOneBy(SettingsEntity, { tenantId });
  return found ?? { tenantId, ...UNSET, updatedAt: new Date(0) };
}

/** What is undefined stays as it is. */
export interface SettingsPatch {
  readonly taxBasisPoints: number | undefined;
  readonly pricesIncludeTax: boolean | undefined;
  readonly shippingMinor: number | undefined;
  readonly freeShippingFromMinor: number | null | undefined;
}

/** Changes what is given in one statement, so that two people who change different settings at once both succeed. */
export async function patchSettings(
  tx: EntityManager,
  tenantId: string,
  patch: SettingsPatch,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO pricing_settings AS s (tenant_id, tax_basis_points, prices_include_tax, shipping_minor, free_shipping_from_minor, updated_at)
     VALUES ($1, coalesce($2::int, ${UNSET.taxBasisPoints}), coalesce($3::bool, ${UNSET.pricesIncludeTax}),
       coalesce($4::int, ${UNSET.shippingMinor}), $6::int, $7)
     ON CONFLICT (tenant_id) DO UPDATE SET
       tax_basis_points = coalesce($2, s.tax_basis_points), prices_include_tax = coalesce($3, s.prices_include_tax),
       shipping_minor = coalesce($4, s.shipping_minor),
       free_shipping_from_minor = CASE WHEN $5::bool THEN $6 ELSE s.free_shipping_from_minor END, updated_at = excluded.updated_at`,
    [
      tenantId,
      patch.taxBasisPoints ?? null,
      patch.pricesIncludeTax ?? null,
      patch.shippingMinor ?? null,
      patch.freeShippingFromMinor !== undefined,
      patch.freeShippingFromMinor ?? null,
      now,
    ],
  );
}
