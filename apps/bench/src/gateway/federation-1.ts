import {
  Kind,
  isTypeDefinitionNode,
  parse,
  print,
  visit,
  type DocumentNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';

const KEPT = new Set(['key', 'external', 'requires', 'provides', 'deprecated']);

/**
 * A subgraph's schema in the words of Apollo Federation 1, for a gateway that knows no other, and no larger than what some of its fields need:
 * in Federation 1 the types that several subgraphs have must be the same everywhere. `roots` are types with the names of their fields;
 * those of `extended` belong to another subgraph.
 */
export function federation1(
  sdl: string,
  roots: Readonly<Record<string, readonly string[]>>,
  extended: readonly string[],
): string {
  const document = withoutFederation2(parse(sdl));
  const types = new Map(
    document.definitions.filter(isTypeDefinitionNode).map((type) => [type.name.value, type]),
  );
  const needed = new Map<string, TypeDefinitionNode>();
  const take = (name: string): void => {
    const type = types.get(name);
    if (!type || needed.has(name)) return;
    const only = roots[name];
    const chosen =
      only && type.kind === Kind.OBJECT_TYPE_DEFINITION
        ? { ...type, fields: type.fields?.filter((field) => only.includes(field.name.value)) ?? [] }
        : type;
    needed.set(name, chosen);
    visit(chosen, { NamedType: ({ name: { value } }) => take(value) });
  };
  for (const name of Object.keys(roots)) take(name);
  return [...needed.values()]
    .map((type) =>
      extended.includes(type.name.value) && type.kind === Kind.OBJECT_TYPE_DEFINITION
        ? `extend ${print(withExternalId(type))}`
        : print(type),
    )
    .join('\n\n');
}

function withoutFederation2(document: DocumentNode): DocumentNode {
  return visit(document, {
    SchemaExtension: () => null,
    Directive: ({ name }) => (KEPT.has(name.value) ? undefined : null),
  });
}

function withExternalId(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  const external = (field: FieldDefinitionNode): FieldDefinitionNode =>
    field.name.value === 'id'
      ? {
          ...field,
          directives: [
            ...(field.directives ?? []),
            { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } },
          ],
        }
      : field;
  const { description: _, ...rest } = type;
  return { ...rest, fields: type.fields?.map(external) ?? [] };
}
