import {
  Kind,
  OperationTypeNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isUnionType,
  typeFromAST,
  valueFromASTUntyped,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../executor/operation.ts';
import type { DeclaredCosts } from './declared-costs.ts';
import { givenCost } from './given-cost.ts';
import { ASSUMED_LIST_SIZE, sizeOf, slicingOf, type Evaluate, type Size, type Slicing } from './list-size.ts';

/** What a mutation costs beside what it answers: it writes, and others wait for it. Apollo's router counts the same. */
const MUTATION_COST = 10;
/** An object; scalars and enums cost nothing. */
const OBJECT_COST = 1;

/** The cost of an operation, worked out once for each. */
export interface OperationCost {
  /** Before it is run: lists are as long as arguments and `@listSize` say. */
  estimate(variables: Variables): number;
  /** After it was run: lists are as long as they came. `variables` for what arguments cost. */
  actual(data: unknown, variables: Variables): number;
  /** What of it does not say how long a list is to be, where the schema wants exactly that (`requireOneSlicingArgument`): a sentence. */
  unsaid(variables: Variables): string | undefined;
  /** Whether it asks for the schema (`__schema`, `__type`). */
  readonly introspects: boolean;
}

/** What is asked of one kind of object. */
interface CostSet {
  readonly shared: readonly CostField[];
  /** Only of objects of one type: one of these holds. */
  readonly byType: ReadonlyMap<string, readonly CostField[]>;
  /** Those of `byType` by their name in the answer: what stands there under one name is one of them. */
  readonly byName: readonly (readonly CostField[])[];
}

interface CostField {
  readonly name: string;
  readonly weight: number;
  readonly size: Size;
  readonly given: Evaluate | undefined;
  readonly inner: CostSet;
}

interface Context {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly costs: DeclaredCosts;
  readonly defaults: Variables;
  /** Is added to while the operation is looked through. */
  readonly slicings: Slicing[];
}

interface Asked {
  readonly parent: GraphQLCompositeType;
  readonly nodes: FieldNode[];
}

/** Works out how the cost of a valid operation follows from its variables. */
export function compileCost(
  operation: OperationDefinitionNode,
  context: Omit<Context, 'defaults' | 'slicings'>,
): OperationCost {
  const { schema } = context;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new TypeError(`the schema has no ${operation.operation}`);
  const slicings: Slicing[] = [];
  const whole = { ...context, slicings, defaults: defaultsOf(operation) };
  const set = compileSet([operation.selectionSet], root, whole);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const base = isMutation ? MUTATION_COST * set.shared.length : 0;
  const fixed = isFixed(set) ? base + estimateSet(set, {}) : undefined;
  return {
    estimate: (variables) => fixed ?? base + estimateSet(set, variables),
    actual: (data, variables) => base + actualSet(set, data, variables),
    unsaid: (variables) => slicings.find((slicing) => slicing.said(variables) !== 1)?.sentence,
    introspects: introspects(operation.selectionSet, context.fragments),
  };
}

function introspects({ selections }: SelectionSetNode, fragments: Context['fragments']): boolean {
  return selections.some((each) => {
    if (each.kind === Kind.FIELD) return each.name.value === '__schema' || each.name.value === '__type';
    const inner = each.kind === Kind.INLINE_FRAGMENT ? each : fragments.get(each.name.value);
    return inner !== undefined && introspects(inner.selectionSet, fragments);
  });
}

/** Whether no variable decides about it, as of most pages. */
function isFixed({ shared, byType }: CostSet): boolean {
  return [shared, ...byType.values()]
    .flat()
    .every(({ size, given, inner }) => typeof size === 'number' && !given && isFixed(inner));
}

function estimateSet({ shared, byType }: CostSet, variables: Variables): number {
  const sum = (fields: readonly CostField[]) =>
    fields.reduce((total, field) => total + estimateField(field, variables), 0);
  let most = 0;
  for (const fields of byType.values()) most = Math.max(most, sum(fields));
  return sum(shared) + most;
}

function estimateField({ weight, size, given, inner }: CostField, variables: Variables): number {
  const length = typeof size === 'number' ? size : size(variables);
  return length * (weight + estimateSet(inner, variables)) + (given?.(variables) ?? 0);
}

function actualSet({ shared, byName }: CostSet, value: unknown, variables: Variables): number {
  if (typeof value !== 'object' || value === null) return 0;
  const object = value as Readonly<Record<string, unknown>>;
  let total = 0;
  for (const field of shared) total += actualField(field, object, variables);
  for (const fields of byName) {
    let most = 0;
    for (const field of fields) most = Math.max(most, actualField(field, object, variables));
    total += most;
  }
  return total;
}

function actualField(
  field: CostField,
  object: Readonly<Record<string, unknown>>,
  variables: Variables,
): number {
  const value = object[field.name];
  return value === undefined ? 0 : (field.given?.(variables) ?? 0) + actualValue(field, value, variables);
}

function actualValue(field: CostField, value: unknown, variables: Variables): number {
  if (value === null) return 0;
  if (!Array.isArray(value)) return field.weight + actualSet(field.inner, value, variables);
  let total = 0;
  for (const each of value) total += actualValue(field, each, variables);
  return total;
}

function compileSet(
  sets: readonly SelectionSetNode[],
  parent: GraphQLCompositeType,
  context: Context,
  sized: ReadonlyMap<string, Size> = new Map(),
): CostSet {
  const asked = new Map<string, Map<string, Asked>>([['', new Map()]]);
  const collect = ({ selections }: SelectionSetNode, type: GraphQLCompositeType): void => {
    for (const each of selections) {
      if (each.kind !== Kind.FIELD) {
        const inner = each.kind === Kind.INLINE_FRAGMENT ? each : context.fragments.get(each.name.value);
        const on = inner?.typeCondition && typeFromAST(context.schema, inner.typeCondition);
        if (inner) collect(inner.selectionSet, on && isCompositeType(on) ? on : type);
        continue;
      }
      const of = isObjectType(type) && !isObjectType(parent) ? type.name : '';
      const fields = asked.get(of) ?? new Map<string, Asked>();
      asked.set(of, fields);
      const name = (each.alias ?? each.name).value;
      const known = fields.get(name);
      if (known) known.nodes.push(each);
      else fields.set(name, { parent: type, nodes: [each] });
    }
  };
  for (const set of sets) collect(set, parent);
  const compiled = new Map<string, readonly CostField[]>();
  for (const [type, fields] of asked)
    compiled.set(
      type,
      Array.from(fields, ([name, each]) => compileField(name, each, context, sized)).filter(isOfCost),
    );
  const shared = compiled.get('') ?? [];
  compiled.delete('');
  const byName = Map.groupBy([...compiled.values()].flat(), ({ name }) => name);
  return { shared, byType: compiled, byName: [...byName.values()] };
}

const isOfCost = (field: CostField | undefined): field is CostField => field !== undefined;

const NOTHING: CostSet = { shared: [], byType: new Map(), byName: [] };

/** Undefined for what costs nothing, which is most of what is asked for. */
function compileField(
  name: string,
  { parent, nodes }: Asked,
  context: Context,
  sized: ReadonlyMap<string, Size>,
): CostField | undefined {
  const [node] = nodes;
  if (!node || isUnionType(parent)) return undefined;
  const definition = parent.getFields()[node.name.value];
  if (!definition) return undefined;
  const { costs } = context;
  const coordinate = `${parent.name}.${node.name.value}`;
  const named = getNamedType(definition.type);
  const listed = costs.listSizeOf(coordinate);
  const weight =
    costs.weightOf(coordinate) ?? costs.weightOf(named.name) ?? (isCompositeType(named) ? OBJECT_COST : 0);
  const isList = isListType(getNullableType(definition.type));
  const length = listed && sizeOf(listed, node, definition, context.defaults);
  const slicing = listed && slicingOf(coordinate, listed, node, definition, context.defaults);
  if (slicing) context.slicings.push(slicing);
  const inner = isCompositeType(named)
    ? compileSet(
        nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
        named,
        context,
        new Map(
          listed && length !== undefined ? listed.sizedFields.map((field) => [field, length] as const) : [],
        ),
      )
    : NOTHING;
  const own = sized.get(node.name.value) ?? (listed?.sizedFields.length === 0 ? length : undefined);
  const given = givenCost(coordinate, node, definition, costs, context.defaults);
  if (weight === 0 && !given && inner.shared.length === 0 && inner.byType.size === 0) return undefined;
  return {
    name,
    weight,
    inner,
    size: isList ? (own ?? ASSUMED_LIST_SIZE) : 1,
    given,
  };
}

function defaultsOf({ variableDefinitions }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}
