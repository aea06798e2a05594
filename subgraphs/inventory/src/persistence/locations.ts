import { In, type EntityManager } from 'typeorm';
import { MOST_LOCATIONS } from '../domain/location.ts';
import { LocationEntity } from './entities.ts';
import type { LocationRow } from './rows.ts';

/** All locations of a store, the default one first. */
export function allLocations(connection: EntityManager, tenantId: string): Promise<LocationRow[]> {
  return connection.find(LocationEntity, {
    where: { tenantId },
    order: { createdAt: 'ASC', id: 'ASC' },
    take: MOST_LOCATIONS,
  });
}

export function locationsByIds(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<LocationRow[]> {
  return connection.find(LocationEntity, { where: { tenantId, id: In([...ids]) } });
}

/**
 * Puts a location in, unless its code is taken or the store has as many as it may have. One statement, and answers what it refused for;
 * the bound is kept to within the number of callers at one instant.
 */
export async function insertLocation(
  tx: EntityManager,
  location: LocationRow,
): Promise<'CREATED' | 'TAKEN' | 'TOO_MANY'> {
  const [answer] = await tx.query<{ created: boolean; full: boolean }[]>(
    `WITH room AS (SELECT count(*) < $8 AS free FROM locations WHERE tenant_id = $2),
     created AS (
       INSERT INTO locations (id, tenant_id, code, name, type, active, created_at)
       SELECT $1::uuid, $2::uuid, $3, $4, $5, $6::boolean, $7::timestamptz FROM room WHERE free
       ON CONFLICT ON CONSTRAINT locations_code DO NOTHING RETURNING id)
     SELECT EXISTS (SELECT FROM created) AS created, NOT free AS full FROM room`,
    [
      location.id,
      location.tenantId,
      location.code,
      location.name,
      location.type,
      location.active,
      location.createdAt,
      MOST_LOCATIONS,
    ],
  );
  if (answer?.created) return 'CREATED';
  return answer?.full ? 'TOO_MANY' : 'TAKEN';
}
