import type { NeutralSet } from './neutral.ts';

/** What a catalog knows of a set, as far as feeds say it. */
export type KnownSet = Omit<NeutralSet, 'stub'>;

/**
 * A set after a record that describes it: the record itself, unless it is a stub, which only fills what is unknown. A set that was made
 * of a stub has its code for a name until something better comes.
 */
export function mergeSet(known: KnownSet | null, incoming: NeutralSet): KnownSet {
  const { stub, ...said } = incoming;
  if (known === null || !stub) return said;
  return {
    key: known.key,
    code: known.code,
    name: known.name === known.code ? said.name : known.name,
    releasedOn: known.releasedOn ?? said.releasedOn,
    type: known.type ?? said.type,
    totalCards: known.totalCards ?? said.totalCards,
  };
}
