import type { FetchDataRewrite } from '@apollo/query-planner';
import type { Json } from './run.ts';
import type { IsOfType } from './types.ts';

/** Changes a representation before it is sent, or data that came. */
export type Rewrite = (value: unknown) => void;

const FRAGMENT = '... on ';

/** The planner's rewrites as one function, or undefined where there is none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  isOfType: IsOfType,
): Rewrite | undefined {
  const steps = (rewrites ?? []).flatMap((rewrite) => compile(rewrite, isOfType) ?? []);
  if (steps.length === 0) return undefined;
  return (value) => {
    for (const step of steps) step(value);
  };
}

function compile(rewrite: FetchDataRewrite, isOfType: IsOfType): Rewrite | undefined {
  const last = rewrite.path.at(-1);
  if (last === undefined) return undefined;
  let step: Rewrite = at(change(rewrite, last));
  for (const element of rewrite.path.slice(0, -1).toReversed()) {
    const inner = step;
    step = element.startsWith(FRAGMENT)
      ? when(element.slice(FRAGMENT.length), isOfType, inner)
      : at((object) => inner(object[element]));
  }
  return step;
}

function change(rewrite: FetchDataRewrite, key: string): (object: Json) => void {
  if (rewrite.kind === 'ValueSetter')
    return (object) => {
      object[key] = rewrite.setValueTo as unknown;
    };
  const { renameKeyTo } = rewrite;
  return (object) => {
    const value = object[key];
    if (value === undefined) return;
    delete object[key];
    object[renameKeyTo] = value;
  };
}

/** Goes through lists down to objects. */
function at(visit: (object: Json) => void): Rewrite {
  const step: Rewrite = (value) => {
    if (Array.isArray(value)) value.forEach(step);
    else if (typeof value === 'object' && value !== null) visit(value as Json);
  };
  return step;
}

/** An object that does not say its type is taken for one of the condition: the planner asks for `__typename` where it could be another. */
function when(condition: string, isOfType: IsOfType, inner: Rewrite): Rewrite {
  return at((object) => {
    const typename = object['__typename'];
    if (typeof typename !== 'string' || isOfType(typename, condition)) inner(object);
  });
}

/** Names that `KeyRenamer`s take away, and what they become: for the paths of errors. */
export function renamedKeys(rewrites: readonly FetchDataRewrite[] | undefined): ReadonlyMap<string, string> {
  return new Map(
    (rewrites ?? []).flatMap((rewrite) => {
      const last = rewrite.path.at(-1);
      return rewrite.kind === 'KeyRenamer' && last !== undefined
        ? [[last, rewrite.renameKeyTo] as const]
        : [];
    }),
  );
}
