import { EntitySchema } from 'typeorm';
import type { SettingsRow } from './rows.ts';

/** Settings are written and read by key; everything about prices is set-based SQL in the files beside this one. */
export const SettingsEntity = new EntitySchema<SettingsRow>({
  name: 'pricing_settings',
  tableName: 'pricing_settings',
  columns: {
    tenantId: { type: 'uuid', name: 'tenant_id', primary: true },
    taxBasisPoints: { type: 'integer', name: 'tax_basis_points' },
    pricesIncludeTax: { type: 'boolean', name: 'prices_include_tax' },
    shippingMinor: { type: 'integer', name: 'shipping_minor' },
    freeShippingFromMinor: { type: 'integer', name: 'free_shipping_from_minor', nullable: true },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
  },
});
