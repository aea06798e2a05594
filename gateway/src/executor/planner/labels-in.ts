import {
  TypeInfo,
  isAbstractType,
  isCompositeType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/**
 * Tells which labels of `@override` stand on fields that a valid document asks for, worked out once for each document. `labelled` has them by
 * `Type.field`; what is asked of an interface is asked of each of its objects.
 */
export function labelsIn(
  schema: GraphQLSchema,
  labelled: ReadonlyMap<string, string>,
): (document: DocumentNode) => readonly string[] {
  const known = new WeakMap<DocumentNode, readonly string[]>();

  function find(document: DocumentNode): readonly string[] {
    const found = new Set<string>();
    const types = new TypeInfo(schema);
    visit(
      document,
      visitWithTypeInfo(types, {
        Field({ name }) {
          const type = types.getParentType();
          if (!isCompositeType(type)) return;
          const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
          for (const object of objects) {
            const label = labelled.get(`${object.name}.${name.value}`);
            if (label !== undefined) found.add(label);
          }
        },
      }),
    );
    return [...found];
  }

  return (document) => {
    const before = known.get(document);
    if (before) return before;
    const labels = find(document);
    known.set(document, labels);
    return labels;
  };
}
