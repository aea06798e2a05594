import {
  Kind,
  TypeInfo,
  isAbstractType,
  isCompositeType,
  isObjectType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import { withoutSpreads } from './documents.ts';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The same operation without conditions on interfaces and unions inside: each becomes a fragment for each type
 * that can come. The planner fails on some of them where a subgraph has an object for an interface (`@interfaceObject`).
 */
export function concreteFragments(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const types = new TypeInfo(schema);
  const possible = (type: GraphQLCompositeType) =>
    isAbstractType(type) ? schema.getPossibleTypes(type) : [type];

  const concrete = (fragment: InlineFragmentNode, parent: GraphQLCompositeType): readonly SelectionNode[] => {
    const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
    if (isObjectType(condition)) return possible(parent).includes(condition) ? [fragment] : [];
    if (!isAbstractType(condition)) return [fragment];
    return possible(parent)
      .filter((type) => schema.isSubType(condition, type))
      .map(({ name }) => ({
        ...fragment,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } as const,
      }));
  };

  return visit(
    withoutSpreads(document),
    visitWithTypeInfo(types, {
      SelectionSet: {
        // On the way down, so that what is inside is seen with its new parents.
        enter(set) {
          const parent = types.getParentType();
          if (!isCompositeType(parent)) return undefined;
          const selections = set.selections.flatMap((selection) =>
            selection.kind === Kind.INLINE_FRAGMENT ? concrete(selection, parent) : [selection],
          );
          return { ...set, selections: selections.length > 0 ? selections : [TYPENAME] };
        },
      },
    }),
  );
}
