import type { NotPermitted } from '@longbox/subgraph';
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import { refusalOf } from '../../authorization/refusals.ts';
import { collectFields, type Collecting } from './collect.ts';

export interface ShapeContext extends Collecting {
  /** Names in the data, and the names that clients gave them. */
  readonly clientNames: ReadonlyMap<string, string>;
}

/** A field that is asked of objects of one type. */
export interface SelectedField {
  /** Its name in the gathered data. */
  readonly from: string;
  /** Its name in the answer. */
  readonly name: string;
  /** Whether one of the names is that of something that every object has, such as `constructor`. */
  readonly isOfObjects: boolean;
  readonly answer: SelectedAnswer;
}

/** What a field is answered with. */
export type SelectedAnswer =
  | { readonly kind: 'typename'; readonly of: GraphQLCompositeType }
  /** `__schema` or `__type`, which no subgraph answers. */
  | { readonly kind: 'introspection' }
  | { readonly kind: 'refusal'; readonly type: GraphQLOutputType; readonly refusal: NotPermitted }
  | {
      readonly kind: 'objects';
      readonly type: GraphQLOutputType;
      readonly named: GraphQLCompositeType;
      readonly sets: readonly SelectionSetNode[];
      /** The type and the field, for messages. */
      readonly coordinate: string;
    }
  | {
      readonly kind: 'leaves';
      readonly type: GraphQLOutputType;
      readonly named: GraphQLLeafType;
      readonly coordinate: string;
    };

const OF_OBJECTS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What selection sets ask of objects of a type, in the order of the answer. */
export function selectedFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  context: ShapeContext,
): readonly SelectedField[] {
  return Array.from(collectFields(sets, type, context), ([from, nodes]) => {
    const name = context.clientNames.get(from) ?? from;
    const isOfObjects = OF_OBJECTS.has(from) || OF_OBJECTS.has(name);
    return { from, name, isOfObjects, answer: answerOf(nodes, type) };
  });
}

function answerOf(nodes: readonly FieldNode[], parent: GraphQLCompositeType): SelectedAnswer {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return { kind: 'typename', of: parent };
  if (name === '__schema' || name === '__type') return { kind: 'introspection' };
  const coordinate = `${parent.name}.${name}`;
  const type = isUnionType(parent) ? undefined : parent.getFields()[name]?.type;
  if (!type) throw new TypeError(`there is no field ${coordinate}`);
  // Asked for twice, it is refused when either is: what is asked of an interface needs what any of its objects needs.
  const refusal = nodes.map(refusalOf).find((each) => each !== undefined);
  if (refusal) return { kind: 'refusal', type, refusal };
  const named = getNamedType(type);
  if (!isCompositeType(named)) return { kind: 'leaves', type, named, coordinate };
  return {
    kind: 'objects',
    type,
    named,
    sets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    coordinate,
  };
}

/**
 * The type that an object says it has; undefined where that is none of the declared one's. A subgraph to which an interface is an object
 * (`@interfaceObject`) cannot say more than the interface's name.
 */
export function runtimeType(
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
