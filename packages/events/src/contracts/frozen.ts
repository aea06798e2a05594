import { createHash } from 'node:crypto';
import type { AvroRecord, EventContracts } from './schema-files.ts';

/** What was released: the digest of each schema's file content, by `<Type>/<n>`. It stands in `schema/events/frozen.json`. */
export type FrozenSchemas = Readonly<Record<string, string>>;

/** Of every version as it is now. */
export function freeze({ schemas }: EventContracts): FrozenSchemas {
  return Object.fromEntries(
    schemas.flatMap(({ type, versions }) =>
      versions.map((schema, index): [string, string] => [`${type}/${index + 1}`, digestOf(schema)]),
    ),
  );
}

/** Says, a sentence each, which released schemas were changed or taken away: a change needs a new version beside them. */
export function thaws(frozen: FrozenSchemas, contracts: EventContracts): string[] {
  const present = freeze(contracts);
  return Object.entries(frozen).flatMap(([version, digest]) => {
    if (present[version] === digest) return [];
    const what = present[version] === undefined ? 'was taken away' : 'was changed';
    return [`${version}.avsc was released and ${what}; restore it and write the next version`];
  });
}

/** The order of the keys, the white space and the documentation do not matter. */
function digestOf(schema: AvroRecord): string {
  const canonical = JSON.stringify(schema, (key, value: unknown) => {
    if (key === 'doc') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
  return createHash('sha256').update(canonical).digest('hex').slice(0, 32);
}
