import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import type { Database } from '@longbox/postgres';
import { MOST_LOCATIONS, locationRefusals, normalised, type NewLocation } from '../domain/location.ts';
import type { RefusalCode } from '../domain/stock.ts';
import { insertLocation } from '../persistence/locations.ts';
import type { LocationRow } from '../persistence/rows.ts';

/** Makes a place for stock. Refused: what the domain refuses, and TAKEN for a code that the store has. */
export async function createLocation(
  { database, clock }: { readonly database: Database; readonly clock: () => Date },
  caller: Caller,
  input: NewLocation,
): Promise<Outcome<LocationRow, RefusalCode>> {
  const wanted = normalised(input);
  const refusals = locationRefusals(wanted);
  if (refusals.length > 0) return refuseAll(refusals);
  const tenantId = caller.store.id;
  const location: LocationRow = { ...wanted, id: newId(), tenantId, active: true, createdAt: clock() };
  const result = await database.transaction(tenantId, (tx) => insertLocation(tx, location));
  if (result === 'TAKEN')
    return refuse('TAKEN', `There is a location ${location.code} already.`, ['input', 'code']);
  if (result === 'TOO_MANY')
    return refuse('TOO_MANY', `A store has at most ${MOST_LOCATIONS} locations.`, ['input']);
  return accept(location);
}
