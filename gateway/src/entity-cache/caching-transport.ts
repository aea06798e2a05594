import { GraphQLError, type ExecutionResult } from 'graphql';
import type { SubgraphRequest, Transport } from '../transport/transport.ts';
import { audienceOf } from './audience.ts';
import { idsIn } from './ids-in.ts';
import type { CacheParts } from './parts.ts';
import type { Reading, Wanted } from './ask.ts';
import { createReader } from './reader.ts';
import { REPRESENTATIONS } from './selection.ts';
import { tagOf } from './tags.ts';

/**
 * A subgraph behind the cache. Queries whose `@cacheControl` allows it are answered from what is kept, as far as they can be; what is missing
 * is asked of the subgraph, once for everybody who wants it at the same time. Mutations go through, and what they name is forgotten.
 */
export function cachingTransport(subgraph: string, inner: Transport, parts: CacheParts): Transport {
  const read = createReader(subgraph, inner, parts);
  let hasKept = false;

  async function readFields(reading: Reading): Promise<ExecutionResult> {
    const name = JSON.stringify(reading.request.variables ?? {});
    const { values, errors } = await read([{ group: groupOf(reading), name }], reading);
    const [data] = values;
    return {
      data: (data ?? null) as NonNullable<ExecutionResult['data']> | null,
      ...(errors.length > 0 ? { errors: errors.map((error) => asError(error, error.path)) } : {}),
    };
  }

  async function readEntities(
    reading: Reading,
    representations: readonly Represented[],
  ): Promise<ExecutionResult> {
    const { [REPRESENTATIONS]: _, ...others } = reading.request.variables ?? {};
    const prefix = `${groupOf(reading)} ${JSON.stringify(others)}`;
    let type = '';
    let ofType = '';
    const wanted = representations.map((representation): Wanted => {
      if (!isPlain(representation))
        return { group: prefix, name: JSON.stringify(representation), representation };
      const { id, __typename: own } = representation;
      if (own !== type) {
        type = own;
        ofType = `${prefix} ${type}`;
      }
      return { group: ofType, name: id, representation };
    });
    const { values, errors } = await read(wanted, reading);
    return {
      data: { _entities: values },
      ...(errors.length > 0
        ? {
            errors: errors.map((error) =>
              asError(
                error,
                error.place === undefined ? undefined : ['_entities', error.place, ...(error.path ?? [])],
              ),
            ),
          }
        : {}),
    };
  }

  function groupOf({ keep, scope }: Reading): string {
    return `${subgraph} ${keep.id} ${audienceOf(scope.caller, keep.isPrivate)}`;
  }

  return {
    subscribe: (request, scope) => inner.subscribe(request, scope),
    obstacles: () => inner.obstacles(),
    close: () => inner.close(),
    async run(request, scope) {
      if (request.isQuery !== true) {
        const result = await inner.run(request, scope);
        if (hasKept) {
          const ids = idsIn([request.variables, result.data]);
          await parts.changed(ids.map((id) => tagOf.object(scope.caller.store.id, subgraph, id)));
        }
        return result;
      }
      const keep = typeof request.query === 'string' ? undefined : parts.keepable(request.query);
      const representations = keep?.kind === 'entities' ? representedIn(request) : [];
      if (keep === undefined || representations === undefined || !parts.isTrusted()) {
        scope.freshness?.add(0, 0, false);
        return inner.run(request, scope);
      }
      hasKept = true;
      const reading = { keep, request, scope };
      return keep.kind === 'fields' ? readFields(reading) : readEntities(reading, representations);
    },
  };
}

interface Represented {
  readonly id: string;
  readonly ['__typename']: string;
}

/** Representations that all have an id, by which changes are told; undefined when one has none. */
function representedIn({ variables }: SubgraphRequest): readonly Represented[] | undefined {
  const given = variables?.[REPRESENTATIONS];
  const isKnown = (each: Partial<Represented>) =>
    typeof each.id === 'string' && typeof each['__typename'] === 'string';
  return Array.isArray(given) && given.every(isKnown) ? (given as readonly Represented[]) : undefined;
}

/** Whether there is no more to it than its type and id. */
function isPlain(representation: Represented): boolean {
  let names = 0;
  for (const _ in representation) names += 1;
  return names === 2;
}

function asError(
  {
    message,
    extensions,
  }: { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> | undefined },
  path: readonly (string | number)[] | undefined,
): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: { ...extensions } });
}
