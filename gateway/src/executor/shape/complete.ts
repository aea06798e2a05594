import { isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import type { NotPermitted } from '@longbox/subgraph';
import type { Json } from '../plan/run.ts';
import type { Leaf } from './leaf.ts';
import { BROKEN, invalid, type Complete, type ShapeObject } from './shaping.ts';

/** Puts the lists and non-nulls of a type around what completes its named type. `field` is for messages. */
export function completeType(type: GraphQLOutputType, named: Complete, field: string): Complete {
  if (isNonNullType(type)) {
    const inner = isListType(type.ofType) ? list(completeType(type.ofType.ofType, named, field)) : named;
    return (value, shaping) =>
      value === null || value === undefined
        ? invalid(shaping, `Cannot return null for non-nullable field ${field}.`)
        : inner(value, shaping);
  }
  const inner = isListType(type) ? list(completeType(type.ofType, named, field)) : named;
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    const completed = inner(value, shaping);
    return completed === BROKEN ? null : completed;
  };
}

function list(item: Complete): Complete {
  return (value, shaping) => {
    if (!Array.isArray(value)) return invalid(shaping, 'A list was expected here.');
    const { path, depth } = shaping;
    const answer: unknown[] = [];
    let isBroken = false;
    shaping.depth = depth + 1;
    for (let index = 0; index < value.length; index += 1) {
      path[depth] = index;
      const completed = item(value[index], shaping);
      if (completed === BROKEN) isBroken = true;
      else answer.push(completed);
    }
    shaping.depth = depth;
    return isBroken ? BROKEN : answer;
  };
}

/** A field that the caller may not have is null, whatever has been fetched, and said to be refused. */
export function completeRefused(type: GraphQLOutputType, refusal: NotPermitted): Complete {
  const answer = isNonNullType(type) ? BROKEN : null;
  return (_value, { path, depth, onRefused }) => {
    onRefused(path.slice(0, depth), refusal);
    return answer;
  };
}

export function completeObject(shape: ShapeObject): Complete {
  return (value, shaping) =>
    typeof value === 'object' && value !== null
      ? shape(value as Json, shaping)
      : invalid(shaping, 'An object was expected here.');
}

export function completeLeaf(check: Leaf, what: string): Complete {
  return (value, shaping) => {
    const checked = check(value);
    return checked === undefined ? invalid(shaping, `A value came that is no ${what}.`) : checked;
  };
}
