import { Kind, visit, type DocumentNode } from 'graphql';
import { enumArgument, parseFieldSet, stringArgument } from './field-sets.ts';

/** Names of all fields, at any depth, that a field of a type requires in a subgraph. */
export type Requirements = (subgraph: string, type: string, field: string) => ReadonlySet<string>;

const NONE: ReadonlySet<string> = new Set();

/** Reads from a supergraph what its fields require. */
export function requirementsIn(supergraph: DocumentNode): Requirements {
  const graphs = graphNames(supergraph);
  const found = new Map<string, Set<string>>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? [])
      for (const directive of field.directives ?? []) {
        const requires = stringArgument(directive, 'requires');
        const graph = graphs.get(enumArgument(directive, 'graph') ?? '');
        if (requires === undefined || graph === undefined) continue;
        const names = new Set<string>();
        visit(parseFieldSet(requires), { Field: ({ name }) => void names.add(name.value) });
        // A fragment may be on an interface that the type implements; then what any type requires for the field counts.
        for (const key of [
          `${graph} ${type.name.value}.${field.name.value}`,
          `${graph} .${field.name.value}`,
        ])
          found.set(key, new Set([...(found.get(key) ?? []), ...names]));
      }
  }
  return (subgraph, type, field) =>
    found.get(`${subgraph} ${type}.${field}`) ?? found.get(`${subgraph} .${field}`) ?? NONE;
}

/** What the enumeration of subgraphs calls each of them. */
function graphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  visit(supergraph, {
    EnumValueDefinition({ name, directives }) {
      for (const directive of directives ?? []) {
        const graph = directive.name.value === 'join__graph' ? stringArgument(directive, 'name') : undefined;
        if (graph !== undefined) names.set(name.value, graph);
      }
    },
  });
  return names;
}
