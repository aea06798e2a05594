import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
} from 'graphql';

/** The fragments of a document, by name. */
export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}

/** Only one operation of a document, with its fragments. */
export function onlyOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const definitions = document.definitions.filter(
    (node) => node === operation || node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { kind: Kind.DOCUMENT, definitions };
}

/** The same document, to be answered in one piece. */
export function withoutDefer(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: ({ name }) => (name.value === 'defer' ? null : undefined) });
}

export function hasDefer(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Directive({ name }) {
      if (name.value === 'defer') found = true;
    },
  });
  return found;
}

/** The one operation of a document. */
export function operationOf(document: DocumentNode): OperationDefinitionNode {
  const found = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!found) throw new TypeError('the document has no operation');
  return found;
}

/** The same operation with its named fragments in their places. */
export function withoutSpreads(document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  return visit(document, {
    FragmentDefinition: () => null,
    FragmentSpread(node): InlineFragmentNode | undefined {
      const fragment = fragments.get(node.name.value);
      return (
        fragment && {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: fragment.typeCondition,
          ...(node.directives ? { directives: node.directives } : {}),
          selectionSet: fragment.selectionSet,
        }
      );
    },
  });
}
