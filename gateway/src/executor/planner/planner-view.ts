import {
  Kind,
  print,
  visit,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { enumArgument, fieldSetText, parseFieldSet, stringArgument } from './field-sets.ts';

/** A field with arguments that something requires. */
export interface RequiredField {
  readonly name: string;
  readonly arguments: readonly ConstArgumentNode[];
}

/** The supergraph as the planner is shown it. */
export interface PlannerView {
  readonly document: DocumentNode;
  /** Whether it is another than the supergraph. */
  readonly isChanged: boolean;
  /** Fields that only the planner knows, and what they stand for. */
  readonly required: ReadonlyMap<string, RequiredField>;
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * The planner gives wrong answers without a word in two cases, which are mended by what it is shown.
 *
 * A field that something requires with arguments (`@requires(fields: "price(currency: \"USD\")")`) is fetched under its own name, and so
 * is the same field with the arguments of a client, or of something else that requires it: one value hides the other. Here each such
 * field with its arguments is a field of its own, without arguments; `restoreFetch` puts the real one back into what is fetched.
 *
 * To return to a subgraph it takes that subgraph's first key, resolvable or not. Here the resolvable ones come first.
 */
export function plannerView(supergraph: DocumentNode): PlannerView {
  const types = new Map(
    supergraph.definitions.flatMap((node) => (isComposite(node) ? [[node.name.value, node] as const] : [])),
  );
  const required = new Map<string, RequiredField>();
  const names = new Map<string, string>();
  /** By type, the planner's fields and the fields whose place they take. */
  const added = new Map<string, Map<string, string>>();

  function standIn(node: FieldNode, type: Composite): string {
    const given = (node.arguments ?? []) as readonly ConstArgumentNode[];
    const key = `${node.name.value} ${given
      .map((each) => print(each))
      .toSorted()
      .join()}`;
    const name = names.get(key) ?? `required_${names.size}_${node.name.value}`;
    names.set(key, name);
    required.set(name, { name: node.name.value, arguments: given });
    for (const each of [type, ...implementersOf(type, types)]) {
      const fields = added.get(each.name.value) ?? new Map<string, string>();
      added.set(each.name.value, fields.set(name, node.name.value));
    }
    return name;
  }

  function rewriteSet(set: SelectionSetNode, type: Composite | undefined): SelectionSetNode {
    return { ...set, selections: set.selections.map((selection) => rewriteSelection(selection, type)) };
  }

  function rewriteSelection(selection: SelectionNode, type: Composite | undefined): SelectionNode {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = selection.typeCondition ? types.get(selection.typeCondition.name.value) : type;
      return { ...selection, selectionSet: rewriteSet(selection.selectionSet, inner) };
    }
    const inner = type && types.get(namedType(fieldOf(type, selection.name.value)?.type));
    const { selectionSet, ...field } = selection;
    const nested = selectionSet && { selectionSet: rewriteSet(selectionSet, inner) };
    if (!type || (selection.arguments ?? []).length === 0) return { ...field, ...nested };
    return {
      ...field,
      name: { kind: Kind.NAME, value: standIn(selection, type) },
      arguments: [],
      ...nested,
    };
  }

  function rewriteField(field: FieldDefinitionNode, type: Composite): FieldDefinitionNode {
    const directives = field.directives?.map((directive) => {
      const requires = stringArgument(directive, 'requires');
      if (directive.name.value !== 'join__field' || requires === undefined) return directive;
      return withArgument(directive, 'requires', fieldSetText(rewriteSet(parseFieldSet(requires), type)));
    });
    return directives ? { ...field, directives } : field;
  }

  const rewritten = mapTypes(supergraph, (type) => ({
    ...type,
    directives: keysInOrder(type.directives ?? []),
    fields: (type.fields ?? []).map((field) => rewriteField(field, type)),
  }));
  return {
    required,
    isChanged:
      required.size > 0 ||
      supergraph.definitions.some((node) => isComposite(node) && needsOrder(node.directives ?? [])),
    document: mapTypes(rewritten, (type) => ({
      ...type,
      fields: [...(type.fields ?? []), ...standInsOf(type, added.get(type.name.value))],
    })),
  };
}

function mapTypes(document: DocumentNode, change: <T extends Composite>(type: T) => T): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (type) => change(type),
    InterfaceTypeDefinition: (type) => change(type),
  });
}

function standInsOf(type: Composite, names: ReadonlyMap<string, string> | undefined): FieldDefinitionNode[] {
  return Array.from(names ?? [], ([name, real]) => {
    const field = fieldOf(type, real);
    return field ? { ...field, name: { kind: Kind.NAME, value: name } as const, arguments: [] } : undefined;
  }).filter((field) => field !== undefined);
}

/** In each subgraph the keys that resolve before those that do not. */
function keysInOrder(directives: readonly ConstDirectiveNode[]): ConstDirectiveNode[] {
  const sorted = directives.toSorted(
    (one, other) => Number(isUnresolvable(one)) - Number(isUnresolvable(other)),
  );
  const waiting = Map.groupBy(sorted, graphOf);
  return directives.map((directive) => waiting.get(graphOf(directive))?.shift() ?? directive);
}

/** The subgraph that a key belongs to; what is no key, or stands alone, stays where it is. */
function graphOf(directive: ConstDirectiveNode): string | undefined {
  return directive.name.value === 'join__type' ? enumArgument(directive, 'graph') : undefined;
}

function needsOrder(directives: readonly ConstDirectiveNode[]): boolean {
  return keysInOrder(directives).some((directive, index) => directive !== directives[index]);
}

function isUnresolvable({ name, arguments: given }: ConstDirectiveNode): boolean {
  const resolvable = given?.find((argument) => argument.name.value === 'resolvable')?.value;
  return name.value === 'join__type' && resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}

function withArgument(directive: ConstDirectiveNode, name: string, value: string): ConstDirectiveNode {
  return {
    ...directive,
    arguments:
      directive.arguments?.map((argument) =>
        argument.name.value === name
          ? { ...argument, value: { kind: Kind.STRING, value } as const }
          : argument,
      ) ?? [],
  };
}

function implementersOf(type: Composite, types: ReadonlyMap<string, Composite>): Composite[] {
  return [...types.values()].filter((each) =>
    each.interfaces?.some(({ name }) => name.value === type.name.value),
  );
}

function isComposite(node: { readonly kind: Kind }): node is Composite {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function fieldOf(type: Composite, name: string): FieldDefinitionNode | undefined {
  return type.fields?.find((field) => field.name.value === name);
}

function namedType(type: TypeNode | undefined): string {
  let named = type;
  while (named && named.kind !== Kind.NAMED_TYPE) named = named.type;
  return named?.name.value ?? '';
}
