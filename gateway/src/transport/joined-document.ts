import {
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FieldNode,
  type NameNode,
  type OperationDefinitionNode,
} from 'graphql';

/** Several queries as one document, each with names of its own in it. */
export interface JoinedDocument {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly members: readonly Member[];
}

/** One of the queries in a joined document. */
export interface Member {
  /** What its variables are called in the joined document. */
  readonly variable: (name: string) => string;
  /** Names in the joined answer, and those in its own. */
  readonly names: ReadonlyMap<string, string>;
}

/** Whether a document can be joined with others: one query, its root fields in plain sight, and no directive on the whole of it. */
export function isJoinable(document: DocumentNode): boolean {
  const [operation, ...others] = operationsIn(document);
  return (
    operation?.operation === OperationTypeNode.QUERY &&
    others.length === 0 &&
    (operation.directives ?? []).length === 0 &&
    operation.selectionSet.selections.every(({ kind }) => kind === Kind.FIELD)
  );
}

/** Joins documents that can be. Root fields, variables and fragments get a prefix, so that nothing meets what it should not. */
export function joinDocuments(documents: readonly DocumentNode[]): JoinedDocument {
  const parts = documents.map((document, index) => prefixed(document, `q${index}_`));
  const operations = parts.flatMap(({ document }) => operationsIn(document));
  const [first] = operations;
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: OperationTypeNode.QUERY,
    ...(first?.name ? { name: first.name } : {}),
    variableDefinitions: operations.flatMap(({ variableDefinitions }) => variableDefinitions ?? []),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: operations.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  const fragments = parts.flatMap(({ document }) =>
    document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
  );
  return {
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    operationName: first?.name?.value,
    members: parts.map(({ member }) => member),
  };
}

function operationsIn(document: DocumentNode): readonly OperationDefinitionNode[] {
  return document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
}

function prefixed(document: DocumentNode, prefix: string): { document: DocumentNode; member: Member } {
  const named = (name: NameNode): NameNode => ({ ...name, value: `${prefix}${name.value}` });
  const names = new Map<string, string>();
  const aliased = (field: FieldNode): FieldNode => {
    const name = field.alias ?? field.name;
    const alias = named(name);
    names.set(alias.value, name.value);
    return { ...field, alias };
  };
  const changed = visit(document, {
    Variable: (node) => ({ ...node, name: named(node.name) }),
    FragmentSpread: (node) => ({ ...node, name: named(node.name) }),
    FragmentDefinition: (node) => ({ ...node, name: named(node.name) }),
    OperationDefinition: {
      leave: (node) => ({
        ...node,
        selectionSet: {
          ...node.selectionSet,
          selections: node.selectionSet.selections.map((each) =>
            each.kind === Kind.FIELD ? aliased(each) : each,
          ),
        },
      }),
    },
  });
  return { document: changed, member: { names, variable: (name) => `${prefix}${name}` } };
}
