import { dayOf } from '../../clean-text.ts';
import type { NeutralSet } from '../../neutral.ts';
import { fieldsOf, line, number, type Fields } from '../../read-fields.ts';

export interface PokemonSet {
  readonly set: NeutralSet;
  /** What stands behind the slash on cards: without the secret ones. */
  readonly printedTotal: number | null;
  /** The code of the trade, which some sets lack and some share. */
  readonly tradeCode: string | null;
}

/**
 * The sets of a sets file by their id. A set's code is that of the trade (`CRZ`); where several sets share it the oldest and then the one with the
 * shortest id has it (`swsh12pt5` before its gallery `swsh12pt5gg`), and the others have their id in upper case, as sets without one.
 */
export function createSets(records: readonly unknown[]): ReadonlyMap<string, PokemonSet> {
  const described = records.flatMap((record) => {
    const set = describedSet(fieldsOf(record));
    return set ? [set] : [];
  });
  const byAge = [...new Map(described.map((each) => [each.set.key, each])).values()].sort(
    (a, b) =>
      compare(a.set.releasedOn ?? '9999', b.set.releasedOn ?? '9999') ||
      a.set.key.length - b.set.key.length ||
      compare(a.set.key, b.set.key),
  );
  // No trade code may be taken for another set's id.
  const taken = new Map(byAge.map(({ set }) => [set.key.toUpperCase(), set.key]));
  return new Map(
    byAge.map((each) => {
      const code = each.tradeCode;
      if (code === null || (taken.get(code) ?? each.set.key) !== each.set.key) return [each.set.key, each];
      taken.set(code, each.set.key);
      return [each.set.key, { ...each, set: { ...each.set, code } }];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The set of a sets file's record, with its id for a code; null when it is none. */
export function describedSet(fields: Fields | null): PokemonSet | null {
  const id = line(fields, 'id');
  const name = line(fields, 'name');
  if (!id || !name) return null;
  return {
    set: {
      key: id.toLowerCase(),
      code: id.toUpperCase(),
      name,
      releasedOn: dayOf(line(fields, 'releaseDate')),
      type: line(fields, 'series'),
      totalCards: number(fields, 'total'),
      stub: false,
    },
    printedTotal: number(fields, 'printedTotal'),
    tradeCode: line(fields, 'ptcgoCode')?.toUpperCase() ?? null,
  };
}

/** Subsets that have the trade code of the set that they came with; seen in the sets file. */
const SUBSET = /(?:\d(?:tg|gg|sv|c)|^sma)$/;

/** What a card alone says of its set: the id, and in the answers of pokemontcg.io the set itself. */
export function hintedSet(id: string, said: Fields | null): PokemonSet {
  const described = describedSet(said);
  const code = SUBSET.test(id) ? null : (described?.tradeCode ?? null);
  return {
    set: {
      key: id,
      code: code ?? id.toUpperCase(),
      name: described?.set.name ?? id.toUpperCase(),
      releasedOn: described?.set.releasedOn ?? null,
      type: described?.set.type ?? null,
      totalCards: described?.set.totalCards ?? null,
      stub: true,
    },
    printedTotal: described?.printedTotal ?? null,
    tradeCode: code,
  };
}
