import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { withoutSpreads } from './documents.ts';

/** What a field needs in its representation: for each place that is fought over, the name that it wants there. */
export type NeedsOf = (type: string, field: string) => ReadonlyMap<string, string>;

export interface Part {
  readonly document: DocumentNode;
  /** What stands at each place in the representations of this part. */
  readonly chosen: ReadonlyMap<string, string>;
}

/** Splits a fetch of entities so that in each part no two fields need different things at one place. */
export function splitEntities(document: DocumentNode, needsOf: NeedsOf): readonly Part[] {
  const whole = withoutSpreads(document);
  const groups: Map<string, string>[] = [];
  const groupOf = new Map<string, number>();
  mapEntities(whole, (field, type) => {
    const needs = needsOf(type, field.name.value);
    let group = groups.findIndex((chosen) => fits(needs, chosen));
    if (group === -1) group = groups.push(new Map()) - 1;
    for (const [place, name] of needs) groups[group]?.set(place, name);
    groupOf.set(`${type}.${field.name.value}`, group);
    return true;
  });
  return groups.map((chosen, group) => ({
    chosen,
    document: mapEntities(whole, (field, type) => groupOf.get(`${type}.${field.name.value}`) === group),
  }));
}

function fits(needs: ReadonlyMap<string, string>, chosen: ReadonlyMap<string, string>): boolean {
  for (const [place, name] of needs) if ((chosen.get(place) ?? name) !== name) return false;
  return true;
}

/** Keeps of the fields of `_entities` those for which `keeps` says so. */
export function mapEntities(
  document: DocumentNode,
  keeps: (field: FieldNode, type: string) => boolean,
): DocumentNode {
  return filterEntities(document, (field, type) => (keeps(field, type) ? field : undefined));
}

/** Puts in the place of each field of `_entities` what `change` makes of it; nothing for undefined. */
export function filterEntities(
  document: DocumentNode,
  change: (field: FieldNode, type: string) => FieldNode | undefined,
): DocumentNode {
  return visit(document, {
    Field(node) {
      if (node.name.value !== '_entities' || !node.selectionSet) return undefined;
      return { ...node, selectionSet: filterSet(node.selectionSet, '', change) };
    },
  });
}

/** The same for the fields of one selection set; `type` is what a field stands in, as far as fragments say it. Fragments without a field are left out. */
export function filterSet(
  set: SelectionSetNode,
  type: string,
  change: (field: FieldNode, type: string) => FieldNode | undefined,
): SelectionSetNode {
  return {
    ...set,
    selections: set.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FIELD) {
        const changed = change(selection, type);
        return changed ? [changed] : [];
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      const inner = selection.typeCondition?.name.value ?? type;
      const selectionSet = filterSet(selection.selectionSet, inner, change);
      return selectionSet.selections.length > 0 ? [{ ...selection, selectionSet }] : [];
    }),
  };
}
