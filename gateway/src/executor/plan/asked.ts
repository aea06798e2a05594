import {
  TypeInfo,
  Kind,
  isCompositeType,
  isObjectType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, operationOf } from '../planner/documents.ts';
import { switchesIn } from '../planner/switches.ts';
import { collectFields, type Collecting } from '../shape/collect.ts';
import type { PlanPath } from './paths.ts';
import type { Json } from './run.ts';

/** What a client asks for at one place of the answer. */
export interface Asked {
  /** By name in the answer, what is asked of an object of this type; without one, of whatever it may be. */
  of(typename: string | undefined): ReadonlyMap<string, Asked>;
}

/**
 * What an operation asks for, where that depends on what type an object turns out to have; undefined where it does not, or where the setting
 * of its switches is not known yet.
 */
export function askedIn(document: DocumentNode, schema: GraphQLSchema): Asked | undefined {
  if (switchesIn(document).length > 0 || !asksByType(document, schema)) return undefined;
  const collecting = { schema, fragments: fragmentsOf(document), conditions: {} };
  return askedOf([operationOf(document).selectionSet], collecting);
}

function askedOf(sets: readonly SelectionSetNode[], collecting: Collecting): Asked {
  const known = new Map<string | undefined, ReadonlyMap<string, Asked>>();
  return {
    of(typename) {
      const found = known.get(typename);
      if (found) return found;
      // A subgraph with an object for an interface (`@interfaceObject`) does not say more than the interface.
      const type = typename === undefined ? undefined : collecting.schema.getType(typename);
      const fields = collectFields(sets, isObjectType(type) ? type : undefined, collecting);
      const made = new Map(
        Array.from(fields, ([name, nodes]) => [
          name,
          askedOf(
            nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
            collecting,
          ),
        ]),
      );
      known.set(typename, made);
      return made;
    },
  };
}

/** Whether a fragment holds for some of the types only that can come where it stands. */
function asksByType(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  const fragments = fragmentsOf(document);
  const state = { found: false };
  const look = (condition: string | undefined): void => {
    const parent = types.getParentType();
    const type = condition === undefined ? undefined : schema.getType(condition);
    if (!isCompositeType(parent) || !isCompositeType(type) || type === parent) return;
    const isWider = !isObjectType(type) && schema.isSubType(type, parent as never);
    if (!isWider) state.found = true;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      FragmentSpread: ({ name }) => look(fragments.get(name.value)?.typeCondition.name.value),
      SelectionSet(set) {
        for (const selection of set.selections)
          if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.typeCondition?.name.value);
      },
    }),
  );
  return state.found;
}

/** What is asked at each of `objectsAt`, in the same order; undefined where only the plan needs something. */
export function askedAt(data: Json, path: PlanPath, asked: Asked): (Asked | undefined)[] {
  const found: (Asked | undefined)[] = [];
  walk(data, path, 0, asked, found);
  return found;
}

function walk(
  value: unknown,
  path: PlanPath,
  index: number,
  asked: Asked | undefined,
  found: (Asked | undefined)[],
): void {
  if (Array.isArray(value)) {
    const next = path[index] === '@' ? index + 1 : index;
    for (const each of value) walk(each, path, next, asked, found);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const step = path[index];
  if (step === undefined) found.push(asked);
  else
    walk(
      (value as Json)[step],
      path,
      index + 1,
      asked?.of(typenameOf(value as Json)).get(String(step)),
      found,
    );
}

export function typenameOf(object: Json): string | undefined {
  const typename = object['__typename'];
  return typeof typename === 'string' ? typename : undefined;
}
