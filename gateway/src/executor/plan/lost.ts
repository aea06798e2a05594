import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import { operationOf } from '../planner/documents.ts';
import type { PlacedError, Path } from './run.ts';
import type { IsOfType } from './types.ts';

/** Places that are told of one fetch: a page of entities with some fields each. Beyond, the place of the whole stands for the rest. */
const MOST_PLACES = 100;

/** An object that a fetch would have filled in. */
export interface LostObject {
  readonly place: Path;
  readonly typename: string | undefined;
}

/**
 * The error of a fetch that came to nothing, at every field that it would have brought. Which of them the client asked for is known
 * when the answer is shaped; `error` is told where that is none.
 */
export function lostPlaces(
  error: PlacedError,
  document: DocumentNode,
  objects: readonly LostObject[],
  { isOfType, renamed }: { readonly isOfType: IsOfType; readonly renamed: ReadonlyMap<string, string> },
): PlacedError[] {
  const { selectionSet } = operationOf(document);
  const [first] = selectionSet.selections;
  const ofEntities = first?.kind === Kind.FIELD && first.name.value === '_entities' && first.selectionSet;
  const lost: PlacedError[] = [];
  for (const { place, typename } of objects)
    for (const name of namesIn(ofEntities || selectionSet, typename, isOfType)) {
      if (lost.length >= MOST_PLACES) return [...lost, error];
      lost.push({ ...error, path: [...place, renamed.get(name) ?? name], instead: error });
    }
  return lost.length > 0 ? lost : [error];
}

function namesIn(
  { selections }: SelectionSetNode,
  typename: string | undefined,
  isOfType: IsOfType,
  names = new Set<string>(),
): ReadonlySet<string> {
  for (const each of selections) {
    if (each.kind === Kind.FIELD) {
      if (each.name.value !== '__typename') names.add((each.alias ?? each.name).value);
    } else if (each.kind === Kind.INLINE_FRAGMENT) {
      const on = each.typeCondition?.name.value;
      if (on === undefined || typename === undefined || isOfType(typename, on))
        namesIn(each.selectionSet, typename, isOfType, names);
    }
  }
  return names;
}
