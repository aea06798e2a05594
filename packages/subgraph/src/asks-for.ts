import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/**
 * Whether an operation asks for one of these fields of what is being resolved, directly or in a fragment. For a resolver that can find on its
 * way what would cost a search of its own; a field that a directive leaves out counts as asked for.
 */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, names: readonly string[]): boolean {
  const within = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet);
      return within(fragments[selection.name.value]?.selectionSet);
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => within(selectionSet));
}

/** Fields, and of those that have fields themselves which. */
export interface Fields {
  readonly [name: string]: true | Fields;
}

/**
 * Whether an operation asks for nothing but these fields of what is being resolved, at any depth. For a resolver that has those at hand, and would read
 * the others.
 */
export function asksOnlyFor({ fieldNodes, fragments }: GraphQLResolveInfo, fields: Fields): boolean {
  const within = (set: SelectionSetNode | undefined, known: true | Fields): boolean =>
    set?.selections.every((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet, known);
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return within(fragments[selection.name.value]?.selectionSet, known);
      const name = selection.name.value;
      const below = known === true || !Object.hasOwn(known, name) ? undefined : known[name];
      return name === '__typename' || (below !== undefined && within(selection.selectionSet, below));
    }) ?? true;
  return fieldNodes.every(({ selectionSet }) => within(selectionSet, fields));
}
