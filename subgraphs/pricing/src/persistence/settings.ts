import type { EntityManager } from 'typeorm';
import { SettingsEntity } from './entities.ts';
import type { SettingsRow } from './rows.ts';

/** A store that has set nothing charges neither tax nor shipping. */
const UNSET = { taxBasisPoints: 0, pricesIncludeTax: false, shippingMinor: 0, freeShippingFromMinor: null };

export async function settingsOf(connection: EntityManager, tenantId: string): Promise<SettingsRow> {
  const found = await connection.findOneBy(SettingsEntity, { tenantId });
  return found ?? { tenantId, ...UNSET, updatedAt: new Date(0) };
}

export async function saveSettings(tx: EntityManager, row: SettingsRow): Promise<void> {
  await tx.upsert(SettingsEntity, row, ['tenantId']);
}
