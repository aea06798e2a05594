import {
  Kind,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

export const FRAGMENT = '... on ';

interface Found {
  readonly node: FieldNode;
  readonly parent: GraphQLCompositeType;
}

/** The type of what stands at a path of an operation: names in the answer, and conditions such as `... on Book`. */
export function typeAt(
  schema: GraphQLSchema,
  root: GraphQLCompositeType,
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  path: readonly string[],
): GraphQLCompositeType {
  let type = root;
  let sets: readonly SelectionSetNode[] = [set];
  for (const step of path) {
    if (step.startsWith(FRAGMENT)) {
      const condition = composite(schema, step.slice(FRAGMENT.length));
      // A condition that holds in any case says less than what is known.
      if (!isAbstractType(condition) || !isObjectType(type) || !schema.isSubType(condition, type))
        type = condition;
      continue;
    }
    const found = sets.flatMap((each) => fieldsNamed(step, each, type, schema, fragments));
    const [first] = found;
    const field =
      first && !isUnionType(first.parent) ? first.parent.getFields()[first.node.name.value] : undefined;
    if (!field) throw new TypeError(`nothing is asked for at ${path.join('.')}`);
    type = composite(schema, getNamedType(field.type).name);
    sets = found.flatMap(({ node }) => node.selectionSet ?? []);
  }
  return type;
}

function fieldsNamed(
  name: string,
  { selections }: SelectionSetNode,
  parent: GraphQLCompositeType,
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Found[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD)
      return (selection.alias ?? selection.name).value === name ? [{ node: selection, parent }] : [];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (!inner) return [];
    const type = inner.typeCondition ? composite(schema, inner.typeCondition.name.value) : parent;
    return fieldsNamed(name, inner.selectionSet, type, schema, fragments);
  });
}

function composite(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (!isCompositeType(type)) throw new TypeError(`${name} has no fields`);
  return type;
}
