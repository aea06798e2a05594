import {
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

/** One thing that a schema asks of whoever wants a field: one of the alternatives, all of whose names must hold. */
export type Rule =
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'scopes' | 'policies'; readonly alternatives: readonly (readonly string[])[] };

/** What a schema asks of its callers (`@authenticated`, `@requiresScopes`, `@policy`). */
export interface Rules {
  /** Every different rule; others name them by their place here. */
  readonly all: readonly Rule[];
  /** The rules of a field, all of which must hold: its own, its type's, and those of what it returns. */
  of(type: string, field: string): readonly number[];
}

/** A schema whose permissions cannot be read: it is not served, since nobody knows what it would let through. */
export class UnreadableRules extends Error {
  override readonly name = 'UnreadableRules';
}

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
type Composite = ObjectNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

const LINK = /^https:\/\/specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\//;
const KNOWN_LINK = /\/v0\.1$/;

/**
 * Reads the rules of a supergraph, or of one subgraph's SDL, as Apollo's router does
 * (https://www.apollographql.com/docs/graphos/routing/security/authorization). A field of an interface asks for what the field asks for on any
 * of its objects: whoever selects it may be given each of them. Throws `UnreadableRules` for what this does not know, such as another version or
 * other names for the directives.
 */
export function readRules(schema: DocumentNode): Rules {
  checkLinks(schema);
  const all: Rule[] = [];
  const places = new Map<string, number>();
  const composites: Composite[] = [];
  const ofNamed = new Map<string, readonly number[]>();
  const objectsOf = new Map<string, ObjectNode[]>();

  function rulesOf(directives: readonly ConstDirectiveNode[] | undefined): readonly number[] {
    return (directives ?? []).flatMap((directive) => {
      const rule = ruleOf(directive);
      if (!rule) return [];
      const text = JSON.stringify(rule);
      const place = places.get(text) ?? all.push(rule) - 1;
      places.set(text, place);
      return [place];
    });
  }

  for (const node of schema.definitions) {
    if (!('name' in node) || !node.name || !('directives' in node)) continue;
    if (node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    ofNamed.set(node.name.value, [
      ...(ofNamed.get(node.name.value) ?? []),
      ...rulesOf(node.directives as readonly ConstDirectiveNode[]),
    ]);
    if (!isComposite(node)) continue;
    composites.push(node);
    if (!isObject(node)) continue;
    for (const { name } of node.interfaces ?? [])
      objectsOf.set(name.value, [...(objectsOf.get(name.value) ?? []), node]);
  }

  const ofField = new Map<string, readonly number[]>();
  for (const type of composites)
    for (const field of type.fields ?? []) {
      const own = ownRules(type, field);
      const others = (objectsOf.get(type.name.value) ?? []).flatMap((object) => {
        const same = object.fields?.find(({ name }) => name.value === field.name.value);
        return same ? ownRules(object, same) : [];
      });
      const found = [...new Set([...own, ...others])];
      if (found.length > 0) ofField.set(`${type.name.value}.${field.name.value}`, found);
    }

  function ownRules(type: Composite, field: FieldDefinitionNode): readonly number[] {
    return [
      ...(ofNamed.get(type.name.value) ?? []),
      ...rulesOf(field.directives),
      ...(ofNamed.get(namedType(field)) ?? []),
    ];
  }

  return { all, of: (type, field) => ofField.get(`${type}.${field}`) ?? NONE };
}

const NONE: readonly number[] = [];

function isObject(node: DefinitionNode): node is ObjectNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
}

function isComposite(node: DefinitionNode): node is Composite {
  return (
    isObject(node) ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function ruleOf({ name, arguments: given }: ConstDirectiveNode): Rule | undefined {
  const asked = (argument: string) => {
    const value = given?.find((each) => each.name.value === argument)?.value;
    return alternativesIn(value && valueFromASTUntyped(value), `@${name.value}(${argument}:)`);
  };
  switch (name.value) {
    case 'authenticated':
      return { kind: 'authenticated' };
    case 'requiresScopes':
      return { kind: 'scopes', alternatives: asked('scopes') };
    case 'policy':
      return { kind: 'policies', alternatives: asked('policies') };
    default:
      return undefined;
  }
}

function alternativesIn(value: unknown, what: string): readonly (readonly string[])[] {
  const isAlternative = (each: unknown): each is string[] =>
    Array.isArray(each) && each.length > 0 && each.every((name) => typeof name === 'string');
  if (!Array.isArray(value) || value.length === 0 || !value.every(isAlternative))
    throw new UnreadableRules(`The schema has ${what} without a name in each of its lists.`);
  return value;
}

/** A directive that goes by another name, or means something newer, would be taken for none. */
function checkLinks(schema: DocumentNode): void {
  for (const node of schema.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const { name, arguments: given } of node.directives ?? []) {
      const url = given?.find((each) => each.name.value === 'url')?.value;
      if (name.value !== 'link' || url?.kind !== Kind.STRING || !LINK.test(url.value)) continue;
      if (!KNOWN_LINK.test(url.value))
        throw new UnreadableRules(`The schema links ${url.value}; permissions are read in version v0.1.`);
      if (given?.some((each) => each.name.value === 'as' || each.name.value === 'import'))
        throw new UnreadableRules(`The schema links ${url.value} under another name: link it as it is.`);
    }
  }
}

function namedType({ type }: FieldDefinitionNode): string {
  let named = type;
  while (named.kind !== Kind.NAMED_TYPE) named = named.type;
  return named.name.value;
}
