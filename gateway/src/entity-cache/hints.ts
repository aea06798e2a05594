import { Kind, type ConstDirectiveNode, type DocumentNode, type NamedTypeNode, type TypeNode } from 'graphql';

/** What `@cacheControl` says at one place. */
export interface Hint {
  readonly maxAgeSeconds?: number;
  readonly isPrivate?: boolean;
  /** As long as what it stands in. */
  readonly inherits?: boolean;
}

export interface FieldHints {
  readonly hint: Hint;
  /** The name of its type, without lists and `!`. */
  readonly type: string;
}

/** What a supergraph says of how long its answers may be kept. */
export interface Hints {
  /** Undefined for a field that clients of the supergraph do not know, such as one that the planner has renamed. */
  field(type: string, name: string): FieldHints | undefined;
  /** Of all fields of this type. */
  type(name: string): Hint;
  /** Whether it has fields of its own: an object, an interface or a union. */
  isComposite(type: string): boolean;
  /** Whether its objects have an `id` by which any subgraph knows them. */
  isEntity(type: string): boolean;
}

const NONE: Hint = {};

/** Reads the hints of a supergraph. */
export function hintsIn(supergraph: DocumentNode): Hints {
  const fields = new Map<string, FieldHints>();
  const types = new Map<string, Hint>();
  const entities = new Set<string>();
  for (const node of supergraph.definitions) {
    if (
      node.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      node.kind !== Kind.INTERFACE_TYPE_DEFINITION &&
      node.kind !== Kind.UNION_TYPE_DEFINITION
    )
      continue;
    const name = node.name.value;
    types.set(name, hintIn(node.directives));
    if (node.directives?.some((directive) => argument(directive, 'join__type', 'key') === 'id'))
      entities.add(name);
    if (node.kind === Kind.UNION_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? [])
      fields.set(`${name}.${field.name.value}`, {
        hint: hintIn(field.directives),
        type: named(field.type).name.value,
      });
  }
  return {
    field: (type, name) => fields.get(`${type}.${name}`),
    type: (name) => types.get(name) ?? NONE,
    isComposite: (type) => types.has(type),
    isEntity: (type) => entities.has(type),
  };
}

function hintIn(directives: readonly ConstDirectiveNode[] = []): Hint {
  const given = directives.find(({ name }) => name.value === 'cacheControl');
  if (!given) return NONE;
  const maxAge = argument(given, 'cacheControl', 'maxAge');
  const scope = argument(given, 'cacheControl', 'scope');
  return {
    ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
    ...(scope === undefined ? {} : { isPrivate: scope === 'PRIVATE' }),
    inherits: argument(given, 'cacheControl', 'inheritMaxAge') === true,
  };
}

function argument(node: ConstDirectiveNode, directive: string, name: string): unknown {
  if (node.name.value !== directive) return undefined;
  const value = node.arguments?.find((each) => each.name.value === name)?.value;
  return value && 'value' in value ? value.value : undefined;
}

function named(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : named(type.type);
}
