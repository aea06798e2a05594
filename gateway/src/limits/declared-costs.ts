import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** `@listSize` of a field. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  /** Arguments that say how many items come; with dots inside input objects. */
  readonly slicingArguments: readonly string[];
  /** Fields of the result that hold the items, where the result is a connection; empty where it is the list. */
  readonly sizedFields: readonly string[];
  /** Whether exactly one of `slicingArguments` must be said. */
  readonly requiresOne: boolean;
}

/** What a supergraph declares of costs (`@cost`, `@listSize`): https://ibm.github.io/graphql-specs/cost-spec.html, as Apollo's router reads it. */
export interface DeclaredCosts {
  /** By `Type`, `Type.field` (of inputs too) and `Type.field(argument)`; what has none is absent. */
  weightOf(coordinate: string): number | undefined;
  /** By `Type.field`. */
  listSizeOf(coordinate: string): ListSize | undefined;
}

export function readCosts(supergraph: DocumentNode): DeclaredCosts {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined): void => {
    for (const directive of directives ?? []) {
      const given = argumentsOf(directive);
      if (directive.name.value === 'cost') weights.set(coordinate, Number(given['weight']));
      if (directive.name.value === 'listSize') sizes.set(coordinate, listSize(given));
    }
  };
  for (const node of supergraph.definitions) {
    if (!('name' in node) || !node.name || !('directives' in node)) continue;
    const type = node.name.value;
    if (node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    note(type, node.directives as readonly ConstDirectiveNode[]);
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const field of node.fields ?? []) note(`${type}.${field.name.value}`, field.directives);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      note(coordinate, field.directives);
      for (const argument of field.arguments ?? [])
        note(`${coordinate}(${argument.name.value})`, argument.directives);
    }
  }
  return { weightOf: (name) => weights.get(name), listSizeOf: (name) => sizes.get(name) };
}

function argumentsOf({ arguments: given }: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    (given ?? []).map(({ name, value }): [string, unknown] => [name.value, valueFromASTUntyped(value)]),
  );
}

function listSize(given: Readonly<Record<string, unknown>>): ListSize {
  const { assumedSize } = given;
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: textsIn(given['slicingArguments']),
    sizedFields: textsIn(given['sizedFields']),
    requiresOne: given['requireOneSlicingArgument'] !== false,
  };
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
