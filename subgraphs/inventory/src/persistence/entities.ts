import { EntitySchema } from 'typeorm';
import type { LocationRow } from './rows.ts';

/** Locations are written and read by key; everything about stock is set-based SQL in the files beside this one. */
export const LocationEntity = new EntitySchema<LocationRow>({
  name: 'location',
  tableName: 'locations',
  columns: {
    id: { type: 'uuid', primary: true },
    tenantId: { type: 'uuid', name: 'tenant_id' },
    code: { type: 'text' },
    name: { type: 'text' },
    type: { type: 'text' },
    active: { type: 'boolean' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});
