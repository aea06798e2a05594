import { getResponseName, type QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Json } from './run.ts';
import type { IsOfType } from './types.ts';

/** What a subgraph needs to know an object by: its type, key, and required fields. Undefined when the object does not have all of it. */
export interface Represent {
  (object: Json): Json | undefined;
  /** Which of the fields that its type must have an object does not have. */
  missing(object: Json): readonly string[];
}

/** What the subgraph calls a field that the planner knows by another name. */
export type NameInSubgraph = (name: string) => string;

type Fields = readonly {
  /** Its name in the gathered data. */
  readonly from: string;
  /** Its name in the subgraph. */
  readonly name: string;
  readonly inner: ((value: unknown) => unknown) | undefined;
  /** An object does without it. */
  readonly isOptional: boolean;
}[];

const NONE: ReadonlySet<string> = new Set();

/**
 * The planner's `requires` as a function. What to take is worked out once for each type of object. What has one of the `optional` names is
 * taken where it is there.
 */
export function compileRequires(
  selections: readonly QueryPlanSelectionNode[],
  isOfType: IsOfType,
  nameInSubgraph: NameInSubgraph,
  optional = NONE,
): Represent {
  const byType = new Map<string, Fields>();
  const fieldsOf = (object: Json): Fields => {
    const typename = object['__typename'];
    const type = typeof typename === 'string' ? typename : '';
    let fields = byType.get(type);
    if (!fields) {
      fields = fieldsFor(selections, type, isOfType, nameInSubgraph, optional);
      byType.set(type, fields);
    }
    return fields;
  };
  return Object.assign((object: Json) => take(object, fieldsOf(object)), {
    missing: (object: Json) =>
      fieldsOf(object).flatMap(({ from, isOptional }) =>
        object[from] === undefined && !isOptional ? [from] : [],
      ),
  });
}

function take(object: Json, fields: Fields): Json | undefined {
  if (fields.length === 0) return undefined;
  const taken: Json = {};
  for (const { from, name, inner, isOptional } of fields) {
    const value = object[from];
    if (value === undefined) {
      if (isOptional) continue;
      return undefined;
    }
    taken[name] = inner ? inner(value) : value;
  }
  return taken;
}

function fieldsFor(
  selections: readonly QueryPlanSelectionNode[],
  type: string,
  isOfType: IsOfType,
  nameInSubgraph: NameInSubgraph,
  optional: ReadonlySet<string>,
): Fields {
  const found = new Map<string, QueryPlanSelectionNode[] | undefined>();
  collect(selections, type, isOfType, found);
  return Array.from(found, ([from, inner]) => ({
    from,
    name: nameInSubgraph(from),
    inner: inner && nested(inner, isOfType, nameInSubgraph),
    isOptional: optional.has(from),
  }));
}

/** The same field in several fragments is one field with all that they ask of it. */
function collect(
  selections: readonly QueryPlanSelectionNode[],
  type: string,
  isOfType: IsOfType,
  found: Map<string, QueryPlanSelectionNode[] | undefined>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = getResponseName(selection);
      const known = found.get(name);
      found.set(name, selection.selections ? [...(known ?? []), ...selection.selections] : known);
    } else if (selection.typeCondition === undefined || isOfType(type, selection.typeCondition)) {
      collect(selection.selections, type, isOfType, found);
    }
  }
}

/** Below the entity a value that lacks something is null: the subgraph then does without it. */
function nested(
  selections: readonly QueryPlanSelectionNode[],
  isOfType: IsOfType,
  nameInSubgraph: NameInSubgraph,
) {
  const represent = compileRequires(selections, isOfType, nameInSubgraph);
  const of = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(of);
    if (value === null || typeof value !== 'object') return null;
    return represent(value as Json) ?? null;
  };
  return of;
}
