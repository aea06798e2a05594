import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type SelectionSetNode,
} from 'graphql';

/** The text of a field set, such as `id compositeId { two }`, as a selection set. */
export function parseFieldSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('no field set');
  return definition.selectionSet;
}

/** A selection set as the text of a field set. */
export function fieldSetText(set: SelectionSetNode): string {
  return set.selections.map((selection) => print(selection)).join(' ');
}

export function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function enumArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

/** Every name of a field that is part of a key or of what a field requires: what the planner may add to a selection. */
export function plannedNames(supergraph: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(supergraph, {
    Directive(directive) {
      if (directive.name.value !== 'join__type' && directive.name.value !== 'join__field') return;
      for (const argument of ['key', 'requires']) {
        const fields = stringArgument(directive as ConstDirectiveNode, argument);
        if (fields !== undefined)
          visit(parseFieldSet(fields), { Field: ({ name }) => void names.add(name.value) });
      }
    },
  });
  return names;
}

/** The labels of fields that move from one subgraph to another step by step (`@override(label:)`), by `Type.field`. */
export function labelledFields(supergraph: DocumentNode): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  visit(supergraph, {
    ObjectTypeDefinition(type) {
      for (const field of type.fields ?? [])
        for (const directive of field.directives ?? []) {
          if (directive.name.value !== 'join__field') continue;
          const label = stringArgument(directive, 'overrideLabel');
          if (label !== undefined) labels.set(`${type.name.value}.${field.name.value}`, label);
        }
    },
  });
  return labels;
}

/** Whether a subgraph has an object for what is an interface elsewhere (`@interfaceObject`). */
export function hasInterfaceObjects(supergraph: DocumentNode): boolean {
  let found = false;
  visit(supergraph, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'join__type') return;
      const value = given?.find((argument) => argument.name.value === 'isInterfaceObject')?.value;
      if (value?.kind === Kind.BOOLEAN && value.value) found = true;
    },
  });
  return found;
}
