import type { Shape } from './selection.ts';

/**
 * Names of what can change: all that a subgraph knows of an object, one field of it, or, for answers that do not say which objects they
 * speak of, any object of a type.
 */
export const tagOf = {
  object: (store: string, subgraph: string, id: string) => `${store} ${subgraph} ${id}`,
  field: (store: string, subgraph: string, id: string, field: string) =>
    `${store} ${subgraph} ${id} ${field}`,
  anyOf: (store: string, subgraph: string, type: string) => `${store} ${subgraph} *${type}`,
};

/** What an answer depends on below its own object: every object of an entity type that it holds. */
export function tagsIn(
  value: unknown,
  shape: Shape,
  { store, subgraph, isEntity }: { store: string; subgraph: string; isEntity: (type: string) => boolean },
): string[] {
  const tags = new Set<string>();
  const below = (object: Readonly<Record<string, unknown>>, of: Shape): void => {
    for (const [name, inner] of of.inner) walk(object[name], inner);
  };
  const walk = (at: unknown, of: Shape): void => {
    if (Array.isArray(at)) {
      for (const each of at) walk(each, of);
      return;
    }
    if (!isObject(at)) return;
    const type = typeof at['__typename'] === 'string' ? at['__typename'] : of.type;
    const id = of.id === undefined ? undefined : at[of.id];
    if (typeof id === 'string') tags.add(tagOf.object(store, subgraph, id));
    else if (isEntity(type)) tags.add(tagOf.anyOf(store, subgraph, type));
    below(at, of);
  };
  if (isObject(value)) below(value, shape);
  return [...tags];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an answer about one representation depends on before anything is known of it. */
export function tagsOfEntity(store: string, subgraph: string, id: string, { fields }: Shape): string[] {
  const tags = [tagOf.object(store, subgraph, id)];
  for (const field of fields) if (field !== 'id') tags.push(tagOf.field(store, subgraph, id, field));
  return tags;
}
