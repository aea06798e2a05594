import { isObjectType, type GraphQLCompositeType, type SelectionSetNode } from 'graphql';
import type { Json } from '../plan/run.ts';
import { completeLeaf, completeObject, completeRefused, completeType } from './complete.ts';
import { leaf } from './leaf.ts';
import {
  runtimeType,
  selectedFields,
  type SelectedAnswer,
  type SelectedField,
  type ShapeContext,
} from './selected.ts';
import { BROKEN, invalid, type Complete, type ShapeObject, type Shaping } from './shaping.ts';

type Field = Omit<SelectedField, 'answer'> & { readonly complete: Complete };

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

function fieldsOf(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  context: ShapeContext,
): readonly Field[] {
  return selectedFields(sets, type, context).map(({ answer, ...field }) => ({
    ...field,
    complete: completeField(field.from, answer, context),
  }));
}

function completeField(from: string, answer: SelectedAnswer, context: ShapeContext): Complete {
  switch (answer.kind) {
    case 'typename': {
      const { of } = answer;
      return isObjectType(of)
        ? () => of.name
        : (_value, shaping) => invalid(shaping, `The type of this ${of.name} cannot be known.`);
    }
    case 'introspection':
      return (_value, { introspection }) => introspection?.[from] ?? null;
    case 'refusal':
      return completeRefused(answer.type, answer.refusal);
    case 'objects': {
      const { type, named, sets, coordinate } = answer;
      return completeType(type, completeObject(compileShape(sets, named, context)), coordinate);
    }
    case 'leaves': {
      const { type, named, coordinate } = answer;
      return completeType(type, completeLeaf(leaf(named), `${named.name} for ${coordinate}`), coordinate);
    }
  }
}

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
export function own(value: Json, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function define(answer: Json, name: string, value: unknown): void {
  Object.defineProperty(answer, name, { value, enumerable: true, configurable: true, writable: true });
}
