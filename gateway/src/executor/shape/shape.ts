import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type FieldNode,
  type GraphQLCompositeType,
  type SelectionSetNode,
} from 'graphql';
import { refusalOf } from '../../authorization/refusals.ts';
import type { Json } from '../plan/run.ts';
import { collectFields, type Collecting } from './collect.ts';
import { completeLeaf, completeObject, completeRefused, completeType } from './complete.ts';
import { leaf } from './leaf.ts';
import { BROKEN, invalid, type Complete, type ShapeObject, type Shaping } from './shaping.ts';

export interface ShapeContext extends Collecting {
  /** Names in the data, and the names that clients gave them. */
  readonly clientNames: ReadonlyMap<string, string>;
}

interface Field {
  /** Its name in the gathered data. */
  readonly from: string;
  /** Its name in the answer. */
  readonly name: string;
  /** Whether one of the names is that of something that every object has, such as `constructor`. */
  readonly isOfObjects: boolean;
  readonly complete: Complete;
}

/** The shape of selection sets on a type, worked out once for each type of object that comes. */
export function compileShape(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  context: ShapeContext,
): ShapeObject {
  if (isObjectType(type)) {
    let fields: readonly Field[] | undefined;
    return (value, shaping) => shape(value, (fields ??= fieldsOf(sets, type, context)), shaping);
  }
  const byType = new Map<string, readonly Field[]>();
  return (value, shaping) => {
    const found = runtimeType(value['__typename'], type, context);
    if (!found) return invalid(shaping, `A ${type.name} came whose type is none of its types.`);
    let fields = byType.get(found.name);
    if (!fields) {
      fields = fieldsOf(sets, found, context);
      byType.set(found.name, fields);
    }
    return shape(value, fields, shaping);
  };
}

/** A subgraph to which an interface is an object (`@interfaceObject`) cannot say more than the interface's name. */
function runtimeType(
  typename: unknown,
  declared: GraphQLCompositeType,
  { schema }: ShapeContext,
): GraphQLCompositeType | undefined {
  if (typename === undefined || typename === declared.name) return declared;
  const type = typeof typename === 'string' ? schema.getType(typename) : undefined;
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  if (!isInterfaceType(declared) && !isUnionType(declared)) return undefined;
  return schema.isSubType(declared, type) ? type : undefined;
}

function fieldsOf(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  context: ShapeContext,
): readonly Field[] {
  return Array.from(collectFields(sets, type, context), ([from, nodes]) => {
    const name = context.clientNames.get(from) ?? from;
    const isOfObjects = OF_OBJECTS.has(from) || OF_OBJECTS.has(name);
    return { from, name, isOfObjects, complete: completeField(from, nodes, type, context) };
  });
}

function completeField(
  from: string,
  nodes: readonly FieldNode[],
  parent: GraphQLCompositeType,
  context: ShapeContext,
): Complete {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename')
    return isObjectType(parent)
      ? () => parent.name
      : (_value, shaping) => invalid(shaping, `The type of this ${parent.name} cannot be known.`);
  if (name === '__schema' || name === '__type')
    return (_value, { introspection }) => introspection?.[from] ?? null;
  const type = isUnionType(parent) ? undefined : parent.getFields()[name]?.type;
  if (!type) throw new TypeError(`there is no field ${parent.name}.${name}`);
  // Asked for twice, it is refused when either is: what is asked of an interface needs what any of its objects needs.
  const refusal = nodes.map(refusalOf).find((each) => each !== undefined);
  if (refusal) return completeRefused(type, refusal);
  const named = getNamedType(type);
  const complete = isCompositeType(named)
    ? completeObject(
        compileShape(
          nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
          named,
          context,
        ),
      )
    : completeLeaf(leaf(named), `${named.name} for ${parent.name}.${name}`);
  return completeType(type, complete, `${parent.name}.${name}`);
}

const OF_OBJECTS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

function shape(value: Json, fields: readonly Field[], shaping: Shaping): Json | typeof BROKEN {
  const answer: Json = {};
  const { path, depth } = shaping;
  for (const { from, name, isOfObjects, complete } of fields) {
    path[depth] = name;
    shaping.depth = depth + 1;
    const completed = complete(isOfObjects ? own(value, from) : value[from], shaping);
    shaping.depth = depth;
    if (completed === BROKEN) return BROKEN;
    if (isOfObjects) define(answer, name, completed);
    else answer[name] = completed;
  }
  return answer;
}

/** A field may have the name of something that every object has. */
function own(value: Json, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function define(answer: Json, name: string, value: unknown): void {
  Object.defineProperty(answer, name, { value, enumerable: true, configurable: true, writable: true });
}
