import { accept, refusal, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import type { KnownVariant } from '@longbox/variant-directory';
import { lineField, type AdjustmentLine } from '../domain/adjustment.ts';
import type { RefusalCode } from '../domain/stock.ts';
import type { LocationRow } from '../persistence/rows.ts';

/** The variants that the lines name, as the directory found them. */
export interface Named {
  readonly byId: ReadonlyMap<string, KnownVariant>;
  readonly bySku: ReadonlyMap<string, KnownVariant>;
  /** The store's, the default one first. */
  readonly locations: readonly LocationRow[];
}

export interface NamedPlace {
  readonly variant: KnownVariant;
  readonly location: LocationRow;
}

/** The variant and location of each line. Refuses every line that names what is not there, or two things that are not one. */
export function placeLines(
  lines: readonly AdjustmentLine[],
  named: Named,
): Outcome<NamedPlace[], RefusalCode> {
  const refusals: Refusal<RefusalCode>[] = [];
  const places = lines.flatMap((line, index) => {
    const variant = variantOf(line, index, named);
    const location = locationOf(line, index, named.locations);
    if ('code' in variant) refusals.push(variant);
    if ('message' in location) refusals.push(location);
    return 'code' in variant || 'message' in location ? [] : { variant, location };
  });
  return refusals.length > 0 ? refuseAll(refusals) : accept(places);
}

function variantOf(
  line: AdjustmentLine,
  index: number,
  { byId, bySku }: Named,
): KnownVariant | Refusal<RefusalCode> {
  const { variantId, sku } = line;
  if (variantId == null) {
    const found = bySku.get(sku ?? '');
    return (
      found ??
      refusal('NOT_FOUND', `There is no variant with the SKU ${quoted(sku ?? '')}.`, lineField(index, 'sku'))
    );
  }
  const found = byId.get(variantId.toLowerCase());
  if (!found) return refusal('NOT_FOUND', 'There is no variant with this id.', lineField(index, 'variantId'));
  if (sku != null && sku !== found.sku)
    return refusal('INVALID', `The variant with this id has the SKU ${found.sku}.`, lineField(index, 'sku'));
  return found;
}

function locationOf(
  line: AdjustmentLine,
  index: number,
  locations: readonly LocationRow[],
): LocationRow | Refusal<RefusalCode> {
  const id = line.locationId?.toLowerCase();
  const code = line.locationCode?.trim().toUpperCase();
  const [oldest] = locations;
  if (id === undefined && code === undefined)
    return (
      oldest ??
      refusal(
        'REQUIRED',
        'The store has no location yet: create one first.',
        lineField(index, 'locationCode'),
      )
    );
  const found = locations.find((location) =>
    id === undefined ? location.code === code : location.id === id,
  );
  const field = lineField(index, id === undefined ? 'locationCode' : 'locationId');
  if (!found) return refusal('NOT_FOUND', 'There is no such location.', field);
  if (code !== undefined && code !== found.code)
    return refusal(
      'INVALID',
      `The location with this id is ${found.code}.`,
      lineField(index, 'locationCode'),
    );
  return found;
}

/** What a client sent, shortened: it may be anything. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
